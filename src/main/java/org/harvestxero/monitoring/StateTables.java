package org.harvestxero.monitoring;

import javax.management.openmbean.SimpleType;
import org.harvestxero.api.Events;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.harvestxero.monitoring.jmx.Table;

/** The tables of what keeps the connection from working, or should be known though it works. Columns are only ever added, at the end. */
final class StateTables {
    static final Table<NumberedRow<Trouble>> TROUBLES = Table.<NumberedRow<Trouble>>of(
                    "trouble", "Something that stops all copying")
            .count("row", "Counts from 1", NumberedRow::row)
            .text(
                    "side",
                    "Harvest, Xero, database or command",
                    each -> each.item().side())
            .text(
                    "reason",
                    "Such as unreachable, day-limit, consent, mismatch, no-room or paused",
                    each -> Cells.word(each.item().reason()))
            .text("message", "What is wrong", each -> each.item().message())
            .text(
                    "remedy",
                    "What to do, or that it goes on by itself",
                    each -> each.item().remedy())
            .with(
                    "until",
                    "When it goes on by itself; null if a person is needed or that is not known",
                    SimpleType.DATE,
                    each -> Cells.date(each.item().until()))
            .build();

    static final Table<NumberedRow<String>> WARNINGS = Table.<NumberedRow<String>>of(
                    "warning", "Something an operator should know although everything runs")
            .count("row", "Counts from 1", NumberedRow::row)
            .text("warning", "What is wrong and what to do", NumberedRow::item)
            .build();

    static final Table<Pause> PAUSE = Table.<Pause>of("pause", "Why nothing is copied")
            .text(
                    "by",
                    "What paused it: person, consent, mismatch or day-limit",
                    each -> each.by().text())
            .text("who", "The person; null when it paused by itself", Pause::who)
            .text("reason", "The person's reason, or what happened", Pause::reason)
            .with(
                    "since",
                    "Since when; null where that is not known",
                    SimpleType.DATE,
                    each -> Cells.date(each.since()))
            .with(
                    "until",
                    "When it tries again by itself; null when it waits for a person",
                    SimpleType.DATE,
                    each -> Cells.date(each.until()))
            .build();

    static final Table<Vitals.Reconciled> RECONCILED = Table.<Vitals.Reconciled>of(
                    "reconciliation", "The last comparison of Harvest, Xero and what is kept here")
            .with(
                    "ended",
                    "End of the last that was complete; null when none was",
                    SimpleType.DATE,
                    each -> Cells.date(each.ended()))
            .count("differences", "Differences it found", Vitals.Reconciled::differences)
            .count("unexplained", "Of these, differences without a reason", Vitals.Reconciled::unexplained)
            .text("trouble", "Why a later one is not complete; null when none is", Vitals.Reconciled::trouble)
            .build();

    static final Table<Events.HookState> HOOKS = Table.<Events.HookState>of(
                    "hook", "A hook that is on, and how it does")
            .text("hook", "Its name, as in hooks.NAME", Events.HookState::name)
            .with(
                    "routed",
                    "False when no route begins with its name, so that it is told of nothing",
                    SimpleType.BOOLEAN,
                    Events.HookState::routed)
            .count(
                    "told",
                    "Events it took since this process began",
                    each -> each.tally().told())
            .count(
                    "notTaken",
                    "Attempts that failed since this process began",
                    each -> each.tally().notTaken())
            .count(
                    "waiting",
                    "Events it did not take and is told of again",
                    each -> each.tally().waiting())
            .count(
                    "parked",
                    "Events it is told of no more by itself",
                    each -> each.tally().parked())
            .count(
                    "hanging",
                    "Calls of it that did not come back",
                    each -> each.tally().hanging())
            .text("message", "Why it did not take something; null when nothing stands", Events.HookState::message)
            .build();

    private StateTables() {}
}
