package org.harvestxero.wages;

import java.util.List;
import org.harvestxero.api.Payroll.Change;
import org.harvestxero.api.Payroll.Outcome;
import org.harvestxero.payroll.LineChange;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.store.payroll.PayrollTimesheetTable.Kept;
import org.harvestxero.store.payroll.PayrollTimesheetTable.Whose;
import org.harvestxero.store.payroll.TimesheetState;
import org.harvestxero.xero.XeroTimesheet;
import org.jspecify.annotations.Nullable;

/** Decides what is done about a timesheet by what is wanted, what is recorded and what stands in Xero, and has it done. */
final class TimesheetDecision {
    private final TimesheetRecord record;
    private final TimesheetSender sender;
    private final Manner manner;

    TimesheetDecision(TimesheetRecord record, TimesheetSender sender, Manner manner) {
        this.record = record;
        this.sender = sender;
        this.manner = manner;
    }

    /**
     * What may be done.
     *
     * @param look whether nothing is
     * @param again whether what a person deleted in Xero is made anew
     * @param byItself whether nobody asked: then nothing that stands is changed
     * @param approve whether what is whole is approved
     */
    record Manner(boolean look, boolean again, boolean byItself, boolean approve, String who) {}

    /**
     * What a timesheet is to be.
     *
     * @param lines by Xero's ids
     * @param whole whether nothing is left out of it
     */
    record Wanted(Whose whose, List<PayLine> lines, boolean whole) {}

    /** @param standing all that Xero shows of this employee and period, with lines */
    Change decide(Wanted wanted, List<XeroTimesheet> standing) {
        @Nullable Kept kept = record.find(wanted.whose().key()).orElse(null);
        if (standing.size() > 1) {
            return held("It stands in Xero " + standing.size() + " times: delete all but one there.", standing.get(0));
        }
        return standing.isEmpty() ? absent(wanted, kept) : present(wanted, kept, standing.get(0));
    }

    private Change absent(Wanted wanted, @Nullable Kept kept) {
        TimesheetState state = kept == null ? TimesheetState.PLANNED : kept.state();
        if (kept != null && state == TimesheetState.SENDING && sender.mayTakeEffect(kept)) {
            return unclear(kept);
        }
        boolean stood =
                state != TimesheetState.PLANNED && state != TimesheetState.SENDING && state != TimesheetState.FAILED;
        if (kept != null && stood && state != TimesheetState.GONE && !manner.look()) {
            record.move(kept, TimesheetState.GONE, null);
            return absent(wanted, record.now(kept));
        }
        if (wanted.lines().isEmpty()) {
            return new Change(Outcome.NOTHING, null, null, null);
        }
        if (stood && !manner.again()) {
            return new Change(
                    Outcome.HELD,
                    "It was deleted in Xero by a person, so none is made in its place: give --again to make it anew.",
                    null,
                    null);
        }
        if (manner.look()) {
            return new Change(Outcome.DUE, null, null, null);
        }
        return sent(wanted, sender.create(wanted.whose(), kept, wanted.lines(), manner.who()), Outcome.MADE);
    }

    private Change present(Wanted wanted, @Nullable Kept kept, XeroTimesheet shown) {
        boolean same = LineChange.same(shown.payLines(), wanted.lines());
        if (!shown.isDraft()) {
            return settled(wanted, kept, shown, same);
        }
        if (kept == null || isNotOurs(kept)) {
            return same
                    ? new Change(Outcome.NOTHING, null, shown.status(), shown.id())
                    : held(
                            "A person made it in Xero, with other hours, so it is left as it is: correct it there, or delete it"
                                    + " and run this again.",
                            shown);
        }
        if (kept.state() == TimesheetState.CHANGING && sender.mayTakeEffect(kept) && !manner.look()) {
            return unclear(kept);
        }
        if (!isAsWeLeftIt(kept, shown) && !same) {
            return held(
                    "A person changed it in Xero, so it is left as it is: correct it there, or delete it and run this with"
                            + " --again.",
                    shown);
        }
        if (same) {
            return asWanted(wanted, kept, shown);
        }
        if (manner.look()) {
            return new Change(Outcome.DUE, null, shown.status(), shown.id());
        }
        if (manner.byItself()) {
            return held("Hours changed since it was made: run payroll to correct it.", shown);
        }
        return sent(wanted, sender.change(kept, shown, wanted.lines()), Outcome.CHANGED);
    }

    /** Recorded, and certainly not made by us. */
    private static boolean isNotOurs(Kept kept) {
        return kept.state() == TimesheetState.PLANNED
                || kept.state() == TimesheetState.FAILED
                || kept.state() == TimesheetState.GONE;
    }

    private boolean isAsWeLeftIt(Kept kept, XeroTimesheet shown) {
        return switch (kept.state()) {
            case SENDING -> LineChange.same(shown.payLines(), record.wanted(kept));
            case CHANGING -> LineChange.isOnTheWay(shown.payLines(), record.standing(kept), record.wanted(kept));
            default -> LineChange.same(shown.payLines(), record.standing(kept));
        };
    }

    private Change settled(Wanted wanted, @Nullable Kept kept, XeroTimesheet shown, boolean same) {
        if (kept != null && !manner.look() && same) {
            record.stands(kept, shown, null);
        }
        return same
                ? new Change(Outcome.NOTHING, null, shown.status(), shown.id())
                : held(
                        shown.status().equalsIgnoreCase("Completed")
                                ? "It was paid in Xero with other hours and is never changed: settle the difference in the next"
                                        + " period there."
                                : "It is " + shown.status()
                                        + " in Xero with other hours and is never changed: revert it to draft"
                                        + " there and run this again, or settle the difference there.",
                        shown);
    }

    private Change asWanted(Wanted wanted, Kept kept, XeroTimesheet shown) {
        if (manner.look()) {
            return new Change(Outcome.NOTHING, null, shown.status(), shown.id());
        }
        boolean reverted = kept.state() == TimesheetState.APPROVED;
        if (kept.state() != TimesheetState.APPROVING) {
            record.stands(kept, shown, record.difference(kept, shown));
        }
        return reverted
                ? new Change(Outcome.NOTHING, null, shown.status(), shown.id())
                : approvedIfWhole(wanted, record.now(kept), Outcome.NOTHING);
    }

    private Change sent(Wanted wanted, Kept kept, Outcome done) {
        String message = kept.progress().message();
        return switch (kept.state()) {
            case MADE ->
                message == null
                        ? approvedIfWhole(wanted, kept, done)
                        : change(done == Outcome.MADE ? Outcome.HELD : Outcome.FAILED, message, kept);
            case APPROVED -> change(Outcome.HELD, "It was approved in Xero meanwhile. " + orEmpty(message), kept);
            case FAILED ->
                change(Outcome.FAILED, "Xero refused it: " + message + " Correct that, then run this again.", kept);
            default -> unclear(kept);
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private Change approvedIfWhole(Wanted wanted, Kept kept, Outcome otherwise) {
        String id = kept.progress().targetId();
        if (!manner.approve()
                || !wanted.whole()
                || id == null
                || kept.progress().message() != null) {
            return change(otherwise, kept.progress().message(), kept);
        }
        Kept approved = sender.approve(kept, id);
        return switch (approved.state()) {
            case APPROVED -> change(Outcome.APPROVED, null, approved);
            case MADE -> change(Outcome.HELD, approved.progress().message(), approved);
            default -> unclear(approved);
        };
    }

    private static Change change(Outcome outcome, @Nullable String message, Kept kept) {
        return new Change(
                outcome, message, kept.progress().status(), kept.progress().targetId());
    }

    private static Change unclear(Kept kept) {
        String why = kept.progress().message();
        return change(
                Outcome.UNCLEAR,
                "Xero was asked and gave no answer" + (why == null ? "" : " (" + why + ")")
                        + ". The next run looks what became of it, and asks again once "
                        + TimesheetSender.PATIENCE.toMinutes() + " minutes have passed.",
                kept);
    }

    private static Change held(String message, XeroTimesheet shown) {
        return new Change(Outcome.HELD, message, shown.status(), shown.id());
    }
}
