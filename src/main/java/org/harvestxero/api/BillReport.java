package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one bill run did.
 *
 * @param bills one for each client and period
 * @param refused what could not be billed, and why: agreements, clients, periods
 * @param notes what else people should know, such as that nothing is due
 * @param troubles what stopped the run as a whole
 */
public record BillReport(
        List<Bill> bills,
        List<Refused> refused,
        List<String> notes,
        CycleReport.Calls calls,
        Duration took,
        List<Trouble> troubles) {
    public BillReport {
        bills = List.copyOf(bills);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
        troubles = List.copyOf(troubles);
    }

    /** What came of one client's period. */
    public enum Outcome {
        /** Stored; its drafts go out or to review. */
        BILLED,
        /** Stored by an agreement in shadow mode: it counts as billed by other means. */
        SHADOWED,
        /** Shown, or stored to be looked at only. */
        TRIED,
        /** Billed before; the drafts are what a new run would make, the differences what has changed since. */
        COMPARED
    }

    /**
     * One client's period.
     *
     * @param period its label, such as {@code 2026-10}
     * @param from first day covered
     * @param to last day covered
     * @param agreement name of the file
     * @param total of all drafts, before tax
     * @param buckets where everything that came in ended up
     * @param steps from the worth of what was billed, at Harvest's own hours and rates, to the total
     * @param notices what people should know
     * @param differences to what was billed before; empty unless compared
     */
    public record Bill(
            String client,
            long clientId,
            String period,
            LocalDate from,
            LocalDate to,
            String agreement,
            Outcome outcome,
            BigDecimal total,
            String currency,
            List<Draft> drafts,
            List<NotBilled> notBilled,
            List<Bucket> buckets,
            List<Step> steps,
            List<String> notices,
            List<String> differences) {
        public Bill {
            drafts = List.copyOf(drafts);
            notBilled = List.copyOf(notBilled);
            buckets = List.copyOf(buckets);
            steps = List.copyOf(steps);
            notices = List.copyOf(notices);
            differences = List.copyOf(differences);
        }

        /** The same, and what else people should know. */
        public Bill noting(List<String> more) {
            List<String> all = new ArrayList<>(notices);
            all.addAll(more);
            return new Bill(
                    client,
                    clientId,
                    period,
                    from,
                    to,
                    agreement,
                    outcome,
                    total,
                    currency,
                    drafts,
                    notBilled,
                    buckets,
                    steps,
                    all,
                    differences);
        }
    }

    /**
     * One invoice in the making.
     *
     * @param id null when it is only shown
     * @param state where it stands, such as {@code review} or {@code approved}; for one that is only shown where it would stand
     * @param number reserved; null while it has none
     * @param subtotal before tax
     * @param review why a person has to look; empty for straight through
     */
    public record Draft(
            @Nullable Long id,
            String key,
            String state,
            @Nullable String number,
            LocalDate issueDate,
            LocalDate dueDate,
            String reference,
            BigDecimal subtotal,
            String currency,
            List<Line> lines,
            List<String> review) {
        public Draft {
            lines = List.copyOf(lines);
            review = List.copyOf(review);
        }
    }

    /** One line, before tax. @param days whether its quantity counts days */
    public record Line(
            String description, BigDecimal quantity, boolean days, BigDecimal unitAmount, BigDecimal amount) {
        /** Of hours or pieces. */
        public Line(String description, BigDecimal quantity, BigDecimal unitAmount, BigDecimal amount) {
            this(description, quantity, false, unitAmount, amount);
        }
    }

    /**
     * A time entry or expense, or a part of one, that is on no draft.
     *
     * @param kind {@code time-entry} or {@code expense}
     * @param hours as Harvest counts them; zero for an expense
     * @param worth at Harvest's own rate, rounded to the cent
     * @param bucket where it ended up, such as {@code held}
     * @param words why
     */
    public record NotBilled(
            String kind,
            long id,
            LocalDate day,
            String person,
            String project,
            String task,
            BigDecimal hours,
            BigDecimal worth,
            String currency,
            String bucket,
            String reason,
            String words) {}

    /** Hours and worth of everything that ended up in one place. */
    public record Bucket(String name, BigDecimal hours, BigDecimal worth, String currency) {}

    /** A part of the total by its name, such as {@code discount}; unrounded. */
    public record Step(String name, BigDecimal amount) {}

    /**
     * What could not be billed.
     *
     * @param what the client and period, or the agreement's file
     * @param why in plain words
     * @param remedy what to do
     */
    public record Refused(String what, String why, String remedy) {}

    /** Whether a stored draft may go out now, so that a sending round is worth while. */
    public boolean hasSomethingToSend() {
        return bills.stream()
                .flatMap(bill -> bill.drafts().stream())
                .anyMatch(draft -> draft.id() != null && draft.state().equals("approved"));
    }

    /** 0 all done, 1 something could not be billed, 3 a side could not be worked with. */
    public int exitCode() {
        return !troubles.isEmpty() ? 3 : refused.isEmpty() ? 0 : 1;
    }
}
