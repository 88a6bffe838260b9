package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillReport.Bill;
import org.harvestxero.console.page.ReaderFormat;

/**
 * One client's period as the bill would be, and what is left out and why.
 *
 * @param back address of the page that led here, within the console
 * @param notices what people should know, differences to what was billed before first
 */
public record BillView(String back, Head head, List<Draft> drafts, Rest rest, Proof proof, List<String> notices) {
    private static final int AT_ONCE = 100;

    public BillView {
        drafts = List.copyOf(drafts);
        notices = List.copyOf(notices);
    }

    /** @param words how it would come out */
    public record Head(String client, String period, String days, String agreement, String total, String words) {}

    /** @param name tells it from others of the period; empty for the only one */
    public record Draft(
            String name, String dates, String state, String subtotal, List<Line> lines, List<String> review) {}

    public record Line(String text, String quantity, String price, String amount) {}

    /**
     * What is left out.
     *
     * @param count how many there are
     * @param more address of those behind these; empty where all are shown
     */
    public record Rest(String count, List<Left> left, String more) {}

    /** A time entry or expense that is on no draft. */
    public record Left(String day, String who, String what, String hours, String worth, String where, String why) {}

    /** @param sum how the total comes about */
    public record Proof(List<Bucket> buckets, List<Step> sum) {}

    public record Bucket(String name, String hours, String worth) {}

    public record Step(String name, String amount) {}

    /** @param from how many of what is left out are passed over */
    static BillView of(Bill bill, String back, int from, ReaderFormat format) {
        return new BillView(
                back,
                new Head(
                        bill.client(),
                        bill.period(),
                        format.date(bill.from()) + " to " + format.date(bill.to()),
                        bill.agreement(),
                        format.money(bill.total(), bill.currency()),
                        DryRunView.words(bill, format)),
                bill.drafts().stream().map(draft -> draft(draft, format)).toList(),
                rest(bill, back, from, format),
                proof(bill, format),
                Stream.concat(bill.differences().stream(), bill.notices().stream())
                        .toList());
    }

    private static Draft draft(BillReport.Draft draft, ReaderFormat format) {
        return new Draft(
                draft.key(),
                "dated " + format.date(draft.issueDate()) + ", due " + format.date(draft.dueDate())
                        + (draft.reference().isEmpty() ? "" : ", reference " + draft.reference()),
                DryRunView.draft(draft),
                format.money(draft.subtotal(), draft.currency()),
                draft.lines().stream()
                        .map(line -> new Line(
                                line.description(),
                                format.quantity(line.quantity()) + (line.days() ? " days" : ""),
                                format.exact(line.unitAmount(), draft.currency()),
                                format.money(line.amount(), draft.currency())))
                        .toList(),
                draft.review());
    }

    private static Rest rest(Bill bill, String back, int from, ReaderFormat format) {
        List<Left> shown = bill.notBilled().stream()
                .skip(from)
                .limit(AT_ONCE)
                .map(rest -> left(rest, format))
                .toList();
        int end = from + shown.size();
        return new Rest(
                format.number(bill.notBilled().size()),
                shown,
                end < bill.notBilled().size() ? "?from=" + end + "#left" : "");
    }

    private static Left left(BillReport.NotBilled rest, ReaderFormat format) {
        boolean expense = rest.kind().equals("expense");
        return new Left(
                format.date(rest.day()),
                rest.person(),
                Stream.of(rest.project(), rest.task())
                        .filter(text -> !text.isEmpty())
                        .reduce((one, other) -> one + ", " + other)
                        .orElse(expense ? "expense" : ""),
                expense && rest.hours().signum() == 0 ? "" : format.quantity(rest.hours()),
                format.money(rest.worth(), rest.currency()),
                rest.bucket().replace('-', ' '),
                rest.words());
    }

    private static Proof proof(Bill bill, ReaderFormat format) {
        return new Proof(
                bill.buckets().stream()
                        .map(bucket -> new Bucket(
                                bucket.name().equals("in")
                                        ? "came in"
                                        : bucket.name().replace('-', ' '),
                                format.quantity(bucket.hours()),
                                format.money(bucket.worth(), bucket.currency())))
                        .toList(),
                Stream.concat(
                                bill.steps().stream()
                                        .map(step -> new Step(
                                                step.name().replace('-', ' '),
                                                format.money(step.amount(), bill.currency()))),
                                bill.steps().isEmpty()
                                        ? Stream.empty()
                                        : Stream.of(new Step("billed", format.money(bill.total(), bill.currency()))))
                        .toList());
    }
}
