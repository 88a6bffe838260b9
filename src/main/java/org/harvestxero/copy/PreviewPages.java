package org.harvestxero.copy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Pages;
import org.harvestxero.copy.plan.InvoicePreview;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.coding.Explanation;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Tells people what a copy would do, and why. Explanations are made anew each time they are gone through, so that none is kept. */
final class PreviewPages {
    private static final int EXPLAINED_AT_ONCE = 100;

    private final ConnectionStore store;
    private final InvoicePreview preview;
    private final DryRun dryRun;

    PreviewPages(ConnectionStore store, InvoicePreview preview, DryRun dryRun) {
        this.store = store;
        this.preview = preview;
        this.dryRun = dryRun;
    }

    /** @param only the one invoice a person asks about, which is copied even where policy would skip it; null for all */
    CycleReport report(@Nullable SourceDocument only, boolean explain, DryRun.Telling telling) {
        CycleReport played = dryRun.play(only, telling);
        return new CycleReport(
                Pages.none(),
                played.planned(),
                played.toHarvest(),
                played.skipped(),
                Pages.of(played.failed().stream().map(this::named).toList()),
                played.waiting(),
                explain ? explanations(only, played) : Pages.none(),
                telling.calls().get(),
                0,
                played.took(),
                played.troubles());
    }

    /** Ids that were only given on trial name nothing. */
    private FailedCopy named(FailedCopy copy) {
        return DryRunReport.named(copy, store.outbox().find(copy.id()).isPresent());
    }

    private Pages<CycleReport.Explanation> explanations(@Nullable SourceDocument only, CycleReport played) {
        Set<Long> invoices = new HashSet<>();
        played.planned().stream()
                .filter(copied -> copied.kind() == DocumentKind.INVOICE || copied.kind() == DocumentKind.CREDIT_NOTE)
                .forEach(copied -> invoices.add(copied.sourceId()));
        if (only != null) {
            invoices.add(only.sourceId());
        }
        List<List<Long>> pages = new ArrayList<>();
        List<Long> ids = invoices.stream().filter(id -> id > 0).sorted().toList();
        for (int from = 0; from < ids.size(); from += EXPLAINED_AT_ONCE) {
            pages.add(ids.subList(from, Math.min(from + EXPLAINED_AT_ONCE, ids.size())));
        }
        long size =
                ids.stream().mapToLong(id -> explained(id, only != null).size()).sum();
        return size == 0
                ? Pages.none()
                : Pages.read(ids.size(), pages::iterator)
                        .pageByPage(
                                size,
                                page -> page.stream()
                                        .flatMap(id -> explained(id, only != null).stream())
                                        .toList());
    }

    private List<CycleReport.Explanation> explained(long invoice, boolean forced) {
        MappingResult result = store.documents()
                .find(org.harvestxero.store.copy.Kind.INVOICE, invoice)
                .map(document -> mapped(document, forced))
                .orElse(null);
        return result instanceof MappingResult.Mapped mapped ? explained(mapped) : List.of();
    }

    private @Nullable MappingResult mapped(SourceDocument document, boolean forced) {
        try {
            return preview.of(document, forced);
        } catch (HarvestUnreadableException e) {
            return null; // told as a failed copy
        }
    }

    private static List<CycleReport.Explanation> explained(MappingResult.Mapped mapped) {
        TargetInvoice target = mapped.invoice();
        Explanation explanation = mapped.explanation();
        List<CycleReport.Explanation> explanations = new ArrayList<>();
        explanation.document().forEach(decision -> explanations.add(explained(target, 0, decision)));
        for (int i = 0; i < explanation.lines().size(); i++) {
            int line = i + 1;
            explanation
                    .lines()
                    .get(i)
                    .decisions()
                    .forEach(decision -> explanations.add(explained(target, line, decision)));
        }
        return explanations;
    }

    private static CycleReport.Explanation explained(TargetInvoice target, int line, Explanation.Decision decision) {
        return new CycleReport.Explanation(
                DocumentKind.INVOICE,
                target.sourceId(),
                target.number(),
                line,
                decision.what(),
                decision.value(),
                decision.because());
    }
}
