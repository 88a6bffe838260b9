package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.api.BillReport;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.engine.TieOut;
import org.harvestxero.billing.engine.Totals;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;

/** Shows what a run came to the way people are told. */
final class BillReportBuilder {

    private BillReportBuilder() {}

    /** @param stored in the order of the result's drafts */
    static BillReport.Bill bill(
            ClientBillJob job,
            BillingResult result,
            BillReport.Outcome outcome,
            List<StoredDraft> stored,
            boolean kept,
            List<String> differences) {
        String currency = result.tieOut().billed().currency().getCurrencyCode();
        return new BillReport.Bill(
                job.client().name(),
                job.client().id(),
                result.period().label(),
                result.period().covered().start(),
                result.period().covered().end(),
                job.version().file(),
                outcome,
                result.tieOut().billed().amount(),
                currency,
                stored.stream().map(draft -> draft(draft, kept)).toList(),
                result.notBilled().stream().map(BillReportBuilder::notBilled).toList(),
                buckets(result.tieOut()),
                steps(result.tieOut()),
                result.notices().stream()
                        .map(notice -> notice.about() + ": " + notice.words())
                        .toList(),
                differences);
    }

    private static BillReport.Draft draft(StoredDraft stored, boolean kept) {
        Draft draft = stored.content();
        DraftState shown = !kept && stored.state() == DraftState.SHADOW
                ? draft.needsReview() ? DraftState.REVIEW : DraftState.APPROVED
                : stored.state();
        return new BillReport.Draft(
                kept ? stored.id() : null,
                draft.key(),
                shown.code(),
                stored.number(),
                draft.issueDate(),
                draft.dueDate(),
                draft.words().reference(),
                draft.subtotal().amount(),
                draft.subtotal().currency().getCurrencyCode(),
                draft.lines().stream().map(BillReportBuilder::line).toList(),
                draft.review().stream().map(reason -> reason.words()).toList());
    }

    private static BillReport.Line line(DraftLine line) {
        return new BillReport.Line(
                line.description(),
                line.price().quantity(),
                line.isByTheDay(),
                line.price().unitAmount(),
                line.amount().amount());
    }

    private static BillReport.NotBilled notBilled(NotBilled rest) {
        Source source = rest.source();
        return new BillReport.NotBilled(
                source.kind() == Source.Kind.EXPENSE ? "expense" : "time-entry",
                source.id(),
                source.spentDate(),
                source.origin().person().name(),
                source.origin().project().name(),
                source.origin().kind().name(),
                rest.hours().toBigDecimal(),
                CurrencyDigits.rounded(rest.worth(), source.currency().getCurrencyCode()),
                source.currency().getCurrencyCode(),
                word(rest.bucket().name()),
                word(rest.reason().name()),
                rest.words());
    }

    private static List<BillReport.Bucket> buckets(TieOut tieOut) {
        List<BillReport.Bucket> buckets = new ArrayList<>();
        for (Map.Entry<String, Totals> in : new TreeMap<>(tieOut.in()).entrySet()) {
            buckets.add(bucket("in", in.getValue(), in.getKey()));
            Map<Bucket, Totals> out = new TreeMap<>(tieOut.out().getOrDefault(in.getKey(), Map.of()));
            out.forEach((bucket, totals) -> buckets.add(bucket(word(bucket.name()), totals, in.getKey())));
        }
        return buckets;
    }

    private static List<BillReport.Step> steps(TieOut tieOut) {
        List<BillReport.Step> steps = new ArrayList<>();
        BigDecimal worth = tieOut.of(Bucket.BILLED, tieOut.billed().currency()).worth();
        steps.add(new BillReport.Step("worth", worth));
        new TreeMap<>(tieOut.differences())
                .forEach((kind, amount) -> steps.add(new BillReport.Step(word(kind.name()), amount)));
        new TreeMap<>(tieOut.charges())
                .forEach((kind, money) -> steps.add(new BillReport.Step(word(kind.name()), money.amount())));
        return steps;
    }

    private static BillReport.Bucket bucket(String name, Totals totals, String currency) {
        return new BillReport.Bucket(
                name, totals.hours().toBigDecimal(), CurrencyDigits.rounded(totals.worth(), currency), currency);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
