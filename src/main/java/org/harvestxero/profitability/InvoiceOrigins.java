package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.engine.Difference;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoicedView;
import org.harvestxero.profit.IncomeDocument;
import org.harvestxero.profit.Part;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an invoice in Xero was made of: billed here, the entries and expenses on each line; copied, the project of each of Harvest's
 * lines. Nothing is guessed: what no line says stays unassigned.
 */
final class InvoiceOrigins {
    private final ConnectionStore store;

    InvoiceOrigins(ConnectionStore store) {
        this.store = store;
    }

    /** @param client null where it is not known */
    record Found(IncomeDocument.Origin origin, @Nullable Named client) {
        private static final Found NOTHING = new Found(IncomeDocument.Origin.UNKNOWN, null);
    }

    /** @param link of the invoice or credit note; null where it has none */
    Found of(@Nullable Link link) {
        if (link == null) {
            return Found.NOTHING;
        }
        long source = link.sourceId();
        Optional<StoredDraft> draft = source < 0
                ? store.billing().drafts().find(-source)
                : store.billing().drafts().byMirror(source);
        return draft.map(InvoiceOrigins::ofDraft).orElseGet(() -> ofHarvest(source));
    }

    private static Found ofDraft(StoredDraft draft) {
        List<List<Part>> lines =
                draft.content().lines().stream().map(InvoiceOrigins::parts).toList();
        return new Found(
                new IncomeDocument.Origin("by the work billed in " + draft.period(), draft.periodEnd(), lines),
                new Named(draft.clientId(), draft.clientName()));
    }

    private static List<Part> parts(DraftLine line) {
        List<Part> parts = new ArrayList<>();
        line.sources().forEach(source -> parts.add(part(source)));
        BigDecimal own = line.own().amount();
        if (own.signum() != 0) {
            Project project = line.project();
            parts.add(Part.of(project == null ? Subject.NOBODY : new Named(project.id(), project.name()), own));
        }
        return parts;
    }

    private static Part part(LineSource source) {
        Origin origin = source.source().origin();
        TreeMap<String, BigDecimal> reasons = new TreeMap<>();
        for (Difference difference : source.differences()) {
            reasons.merge(
                    difference.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    difference.amount(),
                    BigDecimal::add);
        }
        return new Part(
                new Named(origin.project().id(), origin.project().name()),
                Subject.Person.of(origin.person(), origin.roles()),
                origin.kind(),
                source.amount().amount(),
                source.worth(),
                reasons);
    }

    private Found ofHarvest(long source) {
        return store.documents()
                .find(Kind.INVOICE, source)
                .map(document -> HarvestInvoicedView.of(HarvestElement.parse(document.content())))
                .map(InvoiceOrigins::ofHarvest)
                .orElse(Found.NOTHING);
    }

    private static Found ofHarvest(HarvestInvoicedView invoice) {
        List<List<Part>> lines = invoice.lines().stream()
                .map(line -> List.of(Part.of(line.project() == null ? Subject.NOBODY : line.project(), line.amount())))
                .toList();
        return new Found(
                new IncomeDocument.Origin("by the projects of Harvest's lines", invoice.periodEnd(), lines), null);
    }
}
