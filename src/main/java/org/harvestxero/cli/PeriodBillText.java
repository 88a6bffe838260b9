package org.harvestxero.cli;

import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillReport.Bill;
import org.harvestxero.api.BillReport.Bucket;
import org.harvestxero.api.BillReport.Draft;
import org.harvestxero.api.BillReport.Outcome;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Rate;

/** What is printed for people of one period of one client: its drafts, what is not billed, and that it all adds up. */
final class PeriodBillText {
    private PeriodBillText() {}

    static void append(StringBuilder text, Bill bill) {
        text.append(bill.client())
                .append(", ")
                .append(bill.period())
                .append(" (")
                .append(bill.from())
                .append(" to ")
                .append(bill.to())
                .append("): ")
                .append(outcome(bill))
                .append(' ')
                .append(TextOutput.amount(bill.total(), bill.currency()))
                .append(' ')
                .append(bill.currency())
                .append(" before tax, by ")
                .append(bill.agreement())
                .append('\n');
        if (bill.outcome() == Outcome.COMPARED) {
            if (bill.differences().isEmpty()) {
                text.append("  A new bill would be the same.\n");
            }
            bill.differences().forEach(each -> text.append("  ").append(each).append('\n'));
        }
        bill.drafts().forEach(draft -> draft(text, draft));
        if (bill.drafts().isEmpty()) {
            text.append("  No invoice: there is nothing to charge.\n");
        }
        notBilled(text, bill);
        proof(text, bill);
        bill.notices().forEach(notice -> text.append("  Note: ").append(notice).append('\n'));
        text.append('\n');
    }

    private static String outcome(Bill bill) {
        return switch (bill.outcome()) {
            case BILLED -> "billed";
            case SHADOWED -> "shadow, never leaves:";
            case TRIED -> "would be billed";
            case COMPARED -> "billed before; a new bill would come to";
        };
    }

    private static void draft(StringBuilder text, Draft draft) {
        text.append("  ")
                .append(draft.id() == null ? "Draft" : "Draft " + PublicIds.draft(draft.id()))
                .append(draft.key().isEmpty() ? "" : " for " + draft.key())
                .append(", dated ")
                .append(draft.issueDate())
                .append(", due ")
                .append(draft.dueDate())
                .append(draft.reference().isEmpty() ? "" : ", reference " + draft.reference())
                .append(": ")
                .append(state(draft))
                .append('\n');
        Table table = new Table(">QUANTITY", ">PRICE", ">AMOUNT", "LINE");
        draft.lines()
                .forEach(line -> table.row(
                        line.days()
                                ? Rate.days(line.quantity())
                                : line.quantity().toPlainString(),
                        line.unitAmount().toPlainString(),
                        TextOutput.amount(line.amount(), draft.currency()),
                        line.description().replace("\r", "").replace("\n", " / ")));
        indented(text, table);
        draft.review()
                .forEach(
                        reason -> text.append("    For review: ").append(reason).append('\n'));
    }

    private static String state(Draft draft) {
        return switch (draft.state()) {
            case "review" -> "waits for review";
            case "approved" -> "goes out";
            default -> draft.state();
        };
    }

    private static void notBilled(StringBuilder text, Bill bill) {
        if (bill.notBilled().isEmpty()) {
            return;
        }
        Table table = new Table("NOT BILLED", "DAY", "WHO", ">HOURS", ">WORTH", "WHERE", "WHY");
        bill.notBilled()
                .forEach(rest -> table.row(
                        (rest.kind().equals("expense") ? "expense " : "entry ") + rest.id(),
                        rest.day().toString(),
                        rest.person(),
                        rest.hours().signum() == 0 && rest.kind().equals("expense")
                                ? ""
                                : rest.hours().toPlainString(),
                        TextOutput.amount(rest.worth(), rest.currency()),
                        rest.bucket(),
                        rest.words()));
        indented(text, table);
    }

    private static void proof(StringBuilder text, Bill bill) {
        if (bill.buckets().isEmpty()) {
            return;
        }
        Table table = new Table("ADDS UP", ">HOURS", ">WORTH", "");
        for (Bucket bucket : bill.buckets()) {
            table.row(
                    bucket.name().equals("in") ? "came in" : bucket.name().replace('-', ' '),
                    bucket.hours().toPlainString(),
                    TextOutput.amount(bucket.worth(), bucket.currency()),
                    bucket.currency());
        }
        indented(text, table);
        text.append("    ").append(steps(bill)).append('\n');
    }

    /** Such as {@code 600.00 worth - 150.00 discount + 500.00 fee = 950.00 billed}. */
    private static String steps(Bill bill) {
        StringBuilder sum = new StringBuilder();
        for (BillReport.Step step : bill.steps()) {
            if (sum.isEmpty()) {
                sum.append(TextOutput.amount(step.amount(), bill.currency()));
            } else {
                sum.append(step.amount().signum() < 0 ? " - " : " + ")
                        .append(TextOutput.amount(step.amount().abs(), bill.currency()));
            }
            sum.append(' ').append(step.name().replace('-', ' '));
        }
        return sum + " = " + TextOutput.amount(bill.total(), bill.currency()) + " billed";
    }

    private static void indented(StringBuilder text, Table table) {
        table.toString()
                .lines()
                .forEach(line -> text.append("    ").append(line).append('\n'));
    }
}
