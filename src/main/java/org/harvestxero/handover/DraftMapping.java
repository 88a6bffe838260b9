package org.harvestxero.handover;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.terms.Sending;
import org.harvestxero.mapping.BilledInvoice;
import org.harvestxero.mapping.BilledWork;
import org.harvestxero.mapping.SourceClient;
import org.harvestxero.mapping.SourceProject;
import org.harvestxero.mapping.TargetInvoice;
import org.jspecify.annotations.Nullable;

/** Turns a draft of the billing engine into an invoice that can be coded for Xero. */
public final class DraftMapping {
    /** Harvest's own names of its two kinds of invoice items; mappings.yaml knows lines by them. */
    static final String SERVICE = "Service";

    static final String PRODUCT = "Product";

    private DraftMapping() {}

    /**
     * What the draft itself doesn't say.
     *
     * @param id what its Xero twin is filed under: its mirror in Harvest, else minus the draft's id
     * @param number as reserved for it
     * @param currencyRate as the agreement states it; null to leave it to Xero
     */
    public record Head(
            long id,
            SourceClient client,
            String number,
            Sending.Status status,
            @Nullable BigDecimal currencyRate) {
        public Head(long id, SourceClient client, String number, Sending.Status status) {
            this(id, client, number, status, null);
        }
    }

    /** The draft, line by line, each with exactly its amount. */
    public static BilledInvoice invoice(Draft draft, Head head) {
        return new BilledInvoice(
                head.id(),
                head.client(),
                head.number(),
                head.status() == Sending.Status.DRAFT ? TargetInvoice.Status.DRAFT : TargetInvoice.Status.AUTHORISED,
                draft.subtotal().currency().getCurrencyCode(),
                head.currencyRate(),
                draft.issueDate(),
                draft.dueDate(),
                text(draft.words().reference()),
                text(draft.words().purchaseOrder()),
                null,
                draft.lines().stream().map(DraftMapping::line).toList());
    }

    private static @Nullable String text(String words) {
        return words.isBlank() ? null : words;
    }

    private static BilledInvoice.Line line(DraftLine line) {
        List<SourceProject> projects = projects(line);
        return new BilledInvoice.Line(
                line.kind() == LineKind.EXPENSE ? PRODUCT : SERVICE,
                line.description(),
                line.price().quantity(),
                line.price().unitAmount(),
                line.amount().amount(),
                projects.size() == 1 ? projects.get(0) : null,
                line.coding(),
                new BilledWork(projects, workers(line)));
    }

    private static List<SourceProject> projects(DraftLine line) {
        return line.sources().stream()
                .map(part -> part.source().origin().project())
                .distinct()
                .map(project -> new SourceProject(project.id(), project.name(), project.code()))
                .toList();
    }

    private static List<BilledWork.Worker> workers(DraftLine line) {
        return line.sources().stream()
                .map(part -> part.source().origin())
                .map(origin -> new BilledWork.Worker(origin.person(), origin.roles()))
                .distinct()
                .toList();
    }
}
