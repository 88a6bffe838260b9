package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.harvestxero.payroll.Hindrance;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.payroll.PayPeriod;
import org.harvestxero.payroll.PaySheet;
import org.jspecify.annotations.Nullable;

/** Approved hours as timesheets of payroll. What it gives is pay data: for those alone who may see it. */
public interface Payroll {
    /**
     * Makes the timesheets of a pay period, or corrects those that may be corrected still; a run under way is waited for.
     *
     * @throws DecisionException when nothing is to be sent
     */
    Answer run(Request request, String who);

    /** Whom payroll pays, by name, with who of Harvest they are. */
    List<Staff> employees();

    /**
     * Says which employee somebody is.
     *
     * @param person by name, e-mail or Harvest's number
     * @param employee by Xero's id
     * @throws DecisionException when there is no such person or employee
     */
    Staff link(String person, String employee, String who);

    /** Forgets which employee somebody is; false when nobody had said. */
    boolean unlink(String person, String who);

    /**
     * @param day in the pay periods that are meant; null for the last that are over
     * @param dryRun whether nothing is sent
     * @param again whether what a person deleted in Xero is made anew
     */
    record Request(@Nullable LocalDate day, boolean dryRun, boolean again) {}

    /**
     * What came of it.
     *
     * @param unmatched people with hours who are no employee that is known
     */
    record Answer(
            List<Period> periods,
            List<Unmatched> unmatched,
            List<String> notes,
            CycleReport.Calls calls,
            List<Trouble> troubles) {
        public Answer {
            periods = List.copyOf(periods);
            unmatched = List.copyOf(unmatched);
            notes = List.copyOf(notes);
            troubles = List.copyOf(troubles);
        }

        /** 0 all is in timesheets, 1 a person is needed, 3 a side could not be reached. */
        public int exitCode() {
            if (!troubles.isEmpty()) {
                return 3;
            }
            boolean whole = unmatched.isEmpty()
                    && notes.isEmpty()
                    && periods.stream()
                            .flatMap(period -> period.sheets().stream())
                            .allMatch(Sheet::isWhole);
            return whole ? 0 : 1;
        }
    }

    /** @param calendar name of the pay calendar */
    record Period(PayPeriod period, String calendar, List<Sheet> sheets) {
        public Period {
            sheets = List.copyOf(sheets);
        }
    }

    /** @param id Harvest's */
    record Person(long id, String name) {}

    record Unmatched(Person person, BigDecimal hours, Hindrance hindrance) {}

    /**
     * The hours of somebody in a pay period.
     *
     * @param paid what Harvest says, rates and options by name
     * @param standing what stood in Xero before, likewise
     */
    record Sheet(Person person, PaySheet paid, List<PayLine> standing, Change change) {
        public Sheet {
            standing = List.copyOf(standing);
        }

        public boolean isWhole() {
            return paid.isWhole() && change.outcome().isSettled();
        }
    }

    /** What became of it. */
    enum Outcome {
        /** It stands as it is to be. */
        NOTHING,
        /** It would be made, or changed. */
        DUE,
        MADE,
        CHANGED,
        APPROVED,
        /** Xero refused it. */
        FAILED,
        /** Xero was asked, and what became of it is not known. */
        UNCLEAR,
        /** A person has to see to it. */
        HELD;

        /** As scripts read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nobody is needed. */
        public boolean isSettled() {
            return this != FAILED && this != UNCLEAR && this != HELD;
        }
    }

    /**
     * @param message why it did not come to be, or what is to be done; null for nothing
     * @param status Xero's word; null where nothing stands there
     * @param targetId Xero's id of the timesheet; null alike
     */
    record Change(
            Outcome outcome,
            @Nullable String message,
            @Nullable String status,
            @Nullable String targetId) {}

    /**
     * @param person who of Harvest they are; null when that is not known
     * @param linked whether a person said so, rather than the e-mail address
     */
    record Staff(
            String employeeId,
            String name,
            @Nullable String email,
            @Nullable Person person,
            boolean linked) {}
}
