package org.harvestxero.copying;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Explanation;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.Problem;
import org.harvestxero.mapping.TargetInvoice;
import org.harvestxero.operations.CycleReport;
import org.harvestxero.operations.CycleReport.Copied;
import org.harvestxero.operations.FailedCopy;
import org.harvestxero.operations.Pages;

/** Tells people what a dry run would send. Documents are mapped anew each time they are gone through, so that none is kept. */
final class Previews {
    private final String connection;
    private final Ledger ledger;
    private final InvoicePlanning planning;
    private final Clock clock;

    Previews(String connection, Ledger ledger, InvoicePlanning planning, Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.planning = planning;
        this.clock = clock;
    }

    /**
     * @param documents begins at the first page each time it is asked
     * @param forced whether what policy would skip is shown as copied
     */
    record Wanted(Supplier<Iterator<List<SourceDocument>>> documents, boolean forced) {}

    /** What would become of one document. */
    private record Fate(
            List<Copied> planned,
            List<CycleReport.Skipped> skipped,
            List<FailedCopy> refused,
            List<CycleReport.Explanation> explanations) {}

    CycleReport report(Wanted wanted, boolean explain, CycleReport.Calls calls, Instant began) {
        long planned = 0;
        long skipped = 0;
        long refused = 0;
        long explanations = 0;
        for (Iterator<List<SourceDocument>> pages = wanted.documents().get(); pages.hasNext(); ) {
            for (SourceDocument document : pages.next()) {
                Fate fate = fate(document, wanted.forced());
                planned += fate.planned().size();
                skipped += fate.skipped().size();
                refused += fate.refused().size();
                explanations += explain ? fate.explanations().size() : 0;
            }
        }
        return new CycleReport(
                Pages.none(),
                pages(planned, wanted, Fate::planned),
                pages(skipped, wanted, Fate::skipped),
                pages(refused, wanted, Fate::refused),
                Pages.none(),
                pages(explanations, wanted, Fate::explanations),
                calls,
                0,
                Duration.between(began, clock.instant()),
                List.of());
    }

    private <T> Pages<T> pages(long size, Wanted wanted, Function<Fate, List<T>> part) {
        return size == 0
                ? Pages.none()
                : Pages.read(size, wanted.documents())
                        .pageByPage(
                                size,
                                page -> page.stream()
                                        .map(document -> fate(document, wanted.forced()))
                                        .flatMap(fate -> part.apply(fate).stream())
                                        .toList());
    }

    private Fate fate(SourceDocument document, boolean forced) {
        MappingResult result;
        try {
            result = planning.preview(document, forced);
        } catch (HarvestUnreadableException e) {
            return refused(document, List.of(Problem.of(CauseCode.UNREADABLE, Troubles.unreadable(e))));
        }
        if (result instanceof MappingResult.Mapped mapped) {
            return new Fate(List.of(planned(mapped.invoice(), document)), List.of(), List.of(), explained(mapped));
        }
        if (result instanceof MappingResult.Skipped skip) {
            CycleReport.Skipped skipped = new CycleReport.Skipped(
                    Reports.kind(Kind.INVOICE),
                    document.sourceId(),
                    document.number(),
                    skip.reason().key());
            return new Fate(List.of(), List.of(skipped), List.of(), List.of());
        }
        return refused(document, ((MappingResult.Refused) result).problems());
    }

    private Copied planned(TargetInvoice target, SourceDocument document) {
        boolean there = ledger.links()
                .find(connection, Kind.INVOICE, document.sourceId())
                .isPresent();
        return new Copied(
                Reports.kind(target.kind() == TargetInvoice.Kind.INVOICE ? Kind.INVOICE : Kind.CREDIT_NOTE),
                target.sourceId(),
                target.number(),
                document.number(),
                null,
                there ? CycleReport.Action.UPDATED : CycleReport.Action.CREATED,
                target.status().name(),
                target.total(),
                target.currency(),
                null);
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
                Reports.kind(Kind.INVOICE),
                target.sourceId(),
                target.number(),
                line,
                decision.what(),
                decision.value(),
                decision.because());
    }

    private Fate refused(SourceDocument document, List<Problem> problems) {
        return new Fate(
                List.of(),
                List.of(),
                problems.stream().map(problem -> refused(document, problem)).toList(),
                List.of());
    }

    private FailedCopy refused(SourceDocument document, Problem problem) {
        Instant now = clock.instant();
        return new FailedCopy(
                0,
                connection,
                Reports.kind(Kind.INVOICE),
                document.sourceId(),
                document.number(),
                problem.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                0,
                problem.sentence(),
                problem.remedy(),
                0,
                now,
                now,
                FailedCopy.State.FAILED);
    }
}
