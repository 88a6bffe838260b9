package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.Movement;
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

    /**
     * What a new run of a billed period would change, a sentence each.
     *
     * @param moved what the old one did to balances: more or less left of them changes later bills, even where this one is the same
     */
    static List<String> differences(List<StoredDraft> before, List<Movement> moved, BillingResult result) {
        List<String> differences = new ArrayList<>();
        Map<String, Draft> now = new TreeMap<>();
        result.drafts().forEach(draft -> now.put(draft.key(), draft));
        for (StoredDraft old : before) {
            Draft anew = now.remove(old.content().key());
            String name = name(old);
            if (anew == null) {
                differences.add(name + " of " + old.content().subtotal() + " would not be made");
            } else {
                compare(name, old.content(), anew, differences);
            }
        }
        now.values()
                .forEach(draft -> differences.add("a draft " + (draft.key().isEmpty() ? "" : draft.key() + " ") + "of "
                        + draft.subtotal() + " would be new"));
        balances(moved, result.movements(), differences);
        return differences;
    }

    private static void balances(List<Movement> moved, List<Movement> anew, List<String> differences) {
        Set<Movement> all = new LinkedHashSet<>(moved);
        all.addAll(anew);
        for (Movement movement : all) {
            int more = Collections.frequency(anew, movement) - Collections.frequency(moved, movement);
            if (more != 0) {
                differences.add((more > 0 ? "would move: " : "would move no longer: ") + inWords(movement));
            }
        }
    }

    /** Such as {@code Plan, 2.00 h used of the period from 2026-08-01}. */
    private static String inWords(Movement movement) {
        Hours hours = movement.hours();
        Money money = movement.money();
        String amount = hours != null && money != null
                ? hours + ", " + money + " of money"
                : hours != null ? hours.toString() : String.valueOf(money);
        return movement.name() + ", " + amount + " "
                + movement.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (movement.lot() == null ? "" : " of the period from " + movement.lot());
    }

    private static String name(StoredDraft draft) {
        return draft.number() == null ? "draft " + PublicIds.draft(draft.id()) : "invoice " + draft.number();
    }

    private static void compare(String name, Draft old, Draft anew, List<String> differences) {
        if (!old.subtotal().equals(anew.subtotal())) {
            differences.add(name + " came to " + old.subtotal() + ", and would come to " + anew.subtotal() + " ("
                    + signed(anew.subtotal().minus(old.subtotal()).amount()) + ")");
        }
        List<DraftLine> left = new ArrayList<>(anew.lines());
        for (DraftLine line : old.lines()) {
            Optional<DraftLine> same = left.stream()
                    .filter(other -> other.description().equals(line.description()))
                    .findFirst();
            same.ifPresent(left::remove);
            if (same.isEmpty()) {
                differences.add(name + ": the line \"" + line.description() + "\" of " + line.amount() + " would go");
            } else if (!same.get().amount().equals(line.amount())) {
                differences.add(name + ": the line \"" + line.description() + "\" would come to "
                        + same.get().amount() + " instead of " + line.amount());
            }
        }
        left.forEach(line -> differences.add(
                name + ": the line \"" + line.description() + "\" of " + line.amount() + " would be new"));
    }

    private static String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + amount.toPlainString();
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
