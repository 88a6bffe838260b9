package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.engine.Difference;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoicedView;
import org.harvestxero.profit.CopiedLines;
import org.harvestxero.profit.IncomeDocument;
import org.harvestxero.profit.Part;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an invoice in Xero was made of: billed here, the entries and expenses on each line, and the work that its fees cover; copied,
 * the project of each of Harvest's lines and the work that Harvest shows on it. Nothing is guessed: what no line says stays unassigned.
 */
final class InvoiceOrigins {
    /** How the words of an invoice begin that was made in Harvest. */
    static final String COPIED = "by the projects of Harvest's lines";

    private final ConnectionStore store;
    private final HarvestWorks works;
    private final CoveredWork covered;

    InvoiceOrigins(ConnectionStore store, HarvestWorks works) {
        this.store = store;
        this.works = works;
        this.covered = new CoveredWork(store);
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
        return draft.map(this::ofDraft).orElseGet(() -> ofHarvest(source));
    }

    private Found ofDraft(StoredDraft draft) {
        SortedSet<String> fees = new TreeSet<>();
        List<List<Part>> lines = draft.content().lines().stream()
                .map(line -> parts(draft, line, fees))
                .toList();
        return new Found(
                new IncomeDocument.Origin(
                        "by the work billed in " + draft.period() + String.join("", fees), draft.periodEnd(), lines),
                new Named(draft.clientId(), draft.clientName()));
    }

    /** @param fees gets how fees were split, in words */
    private List<Part> parts(StoredDraft draft, DraftLine line, SortedSet<String> fees) {
        List<Part> parts = new ArrayList<>();
        line.sources().forEach(source -> parts.add(part(source)));
        BigDecimal own = line.own().amount();
        if (own.signum() != 0) {
            Project project = line.project();
            CoveredWork.Split split = covered.split(
                    draft, line, project == null ? Subject.NOBODY : new Named(project.id(), project.name()));
            parts.addAll(split.parts());
            if (!split.how().isEmpty()) {
                fees.add("; " + split.how());
            }
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
                .map(invoice -> ofHarvest(source, invoice))
                .orElse(Found.NOTHING);
    }

    private Found ofHarvest(long id, HarvestInvoicedView invoice) {
        HarvestWorks.Known known = works.of(id, invoice.period());
        return new Found(
                new IncomeDocument.Origin(
                        known.works().isEmpty() ? COPIED : COPIED + " and the work on them",
                        invoice.periodEnd(),
                        CopiedLines.of(
                                invoice.lines().stream()
                                        .map(line -> new CopiedLines.Line(line.project(), line.amount()))
                                        .toList(),
                                invoice.discount(),
                                known.works(),
                                known.complete())),
                null);
    }
}
