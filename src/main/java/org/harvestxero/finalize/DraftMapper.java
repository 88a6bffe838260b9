package org.harvestxero.finalize;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.terms.DispatchTerms;
import org.harvestxero.mapping.document.BilledWork;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceProject;
import org.harvestxero.mapping.document.TargetInvoice;
import org.jspecify.annotations.Nullable;

/** Turns a draft of the billing engine into an invoice that can be coded for Xero. */
public final class DraftMapper {
    /** Harvest's own names of its two kinds of invoice items; mappings.yaml knows lines by them. */
    public static final String SERVICE = "Service";

    public static final String PRODUCT = "Product";

    private DraftMapper() {}

    /**
     * What the draft itself doesn't say.
     *
     * @param id what its Xero copy is filed under: its mirror in Harvest, else minus the draft's id
     * @param number as reserved for it
     * @param currencyRate as the agreement states it; null to leave it to Xero
     */
    public record Head(
            long id,
            SourceClient client,
            String number,
            DispatchTerms.Status status,
            @Nullable BigDecimal currencyRate) {
        public Head(long id, SourceClient client, String number, DispatchTerms.Status status) {
            this(id, client, number, status, null);
        }
    }

    /** The draft, line by line, each with exactly its amount. */
    public static FinalizedInvoice invoice(Draft draft, Head head) {
        return new FinalizedInvoice(
                head.id(),
                head.client(),
                head.number(),
                head.status() == DispatchTerms.Status.DRAFT
                        ? TargetInvoice.Status.DRAFT
                        : TargetInvoice.Status.AUTHORISED,
                draft.subtotal().currency().getCurrencyCode(),
                head.currencyRate(),
                draft.issueDate(),
                draft.dueDate(),
                text(draft.words().reference()),
                text(draft.words().purchaseOrder()),
                null,
                draft.lines().stream().map(DraftMapper::line).toList());
    }

    private static @Nullable String text(String words) {
        return words.isBlank() ? null : words;
    }

    private static FinalizedInvoice.Line line(DraftLine line) {
        List<SourceProject> projects = projects(line);
        return new FinalizedInvoice.Line(
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
        return line.projects().stream()
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
