package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.profit.AgedWork;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.View;
import org.jspecify.annotations.Nullable;

/** What work earned: figures by project, client, month, person, task or role, and what they are made of. */
public interface Profit {
    /** The most months one report spans. */
    int MOST_MONTHS = 60;

    /**
     * Reads what changed, unless that is not wanted, and reckons.
     *
     * @throws DecisionException when the months can't be reported
     */
    Answer report(Request request, String who);

    /**
     * What figures are made of.
     *
     * @throws DecisionException when the months can't be reported
     */
    Sources sources(Request request, String who);

    /** One page about the month for owners, as a PDF file, from what is kept. It shows no single person's pay. */
    byte[] page(YearMonth month);

    /**
     * @param project name or id of the only project that is wanted; null for all
     * @param pay whether what each person costs is shown
     */
    record Request(Span span, View by, @Nullable String project, Reading reading, boolean pay) {}

    /** @param from,to months, both included */
    record Span(YearMonth from, YearMonth to) {}

    /** What is read before. */
    enum Reading {
        /** Nothing: what is kept is shown. */
        NONE,
        /** Months that changed. */
        CHANGED,
        /** All of the span. */
        ALL
    }

    record Answer(Report report, CycleReport.Calls calls, List<Trouble> troubles) {
        public Answer {
            troubles = List.copyOf(troubles);
        }

        /** 0 reckoned, 3 a side could not be reached. */
        public int exitCode() {
            return troubles.isEmpty() ? 0 : 3;
        }
    }

    /** @param work facts of work and outlays; {@code income} parts of invoices */
    record Sources(String currency, List<Fact> work, List<Income> income, Waiting waiting) {
        public Sources {
            work = List.copyOf(work);
            income = List.copyOf(income);
        }

        /** Where nothing is known of what waits. */
        public Sources(String currency, List<Fact> work, List<Income> income) {
            this(currency, work, income, Waiting.UNKNOWN);
        }
    }

    /**
     * What waits to be billed and to be paid.
     *
     * @param work unbilled, by subject and age
     * @param open invoices, the longest due first; none of a single project, since they are known by client
     */
    record Waiting(Report.AsOf asOf, List<AgedWork.Aged> work, List<Open> open) {
        public static final Waiting UNKNOWN = new Waiting(Report.AsOf.UNKNOWN, List.of(), List.of());

        public Waiting {
            work = List.copyOf(work);
            open = List.copyOf(open);
        }
    }

    /**
     * An open invoice.
     *
     * @param id Xero's
     * @param amount what is left to pay with tax, in the company's currency
     */
    record Open(String id, String number, Named client, Due due, Left left, BigDecimal amount) {}

    /** @param daysPast 1 on the first day past it, 0 and below before */
    record Due(LocalDate day, long daysPast) {}

    /** What is left to pay in the invoice's currency. @param rate units of it for one of the company's */
    record Left(BigDecimal amount, String currency, BigDecimal rate) {}

    /** What a subject has of an invoice. @param revenue in the company's currency */
    record Income(Invoice invoice, String account, Named project, Named person, Named task, BigDecimal revenue) {}

    /**
     * @param id Xero's
     * @param rate units of its currency for one of the company's
     * @param net of the whole invoice, in its currency
     * @param split how it was split, as people read it
     */
    record Invoice(
            String id, String number, LocalDate date, String currency, BigDecimal rate, BigDecimal net, String split) {}
}
