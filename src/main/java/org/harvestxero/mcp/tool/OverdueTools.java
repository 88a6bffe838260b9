package org.harvestxero.mcp.tool;

import java.util.Map;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.console.user.Right;
import org.harvestxero.dunning.Debt;

/** Tells what is open and overdue, and which mails about it wait. */
final class OverdueTools {
    private OverdueTools() {}

    /** @param desk asked at each call */
    static Tool overdue(OverdueDesk desk) {
        return new Made(
                overdueCard(),
                (given, caller) -> Sliced.of(
                        desk.list(given.textOrNull("client")),
                        given,
                        caller,
                        "invoices",
                        item -> overdue(item, caller)));
    }

    private static Tool.Card overdueCard() {
        return new Tool.Card(
                "overdue",
                "Open and overdue invoices",
                "Tells the open invoices of Xero as read last, the longest due first, with what was and will be done about each. Asks"
                        + " neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Paged.taking(Shape.object().maybe("client", Shape.wanted("A part of the client's name."))),
                overdueAnswers());
    }

    private static Shape overdueAnswers() {
        return Paged.answering(Shape.object()
                .with(
                        "invoices",
                        Shape.list(
                                "The invoices.",
                                Shape.object()
                                        .maybe("number", Shape.words("As people know it."))
                                        .maybe("client", Shape.quoted("Whose it is."))
                                        .with("issued", Shape.day("Of issue."))
                                        .with("due", Shape.day("Last day on which it is paid in time."))
                                        .with("days_past", Shape.count("Days past due; negative before."))
                                        .with("total", Shape.money("With tax."))
                                        .with("open", Shape.money("What is left to pay."))
                                        .maybe("held", Shape.quoted("Why nothing is done about it."))
                                        .maybe("next_step", Shape.words("The next step of the plan."))
                                        .maybe("next_on", Shape.day("The first day it can be taken.")))));
    }

    private static Map<String, Object> overdue(OverdueDesk.Item item, Caller caller) {
        Debt debt = item.debt();
        return new Told(caller.zone())
                .name("number", debt.number())
                .quoted("client", debt.debtor().name())
                .day("issued", debt.dates().issued())
                .day("due", debt.dates().due())
                .count("days_past", item.daysPast())
                .money("total", debt.amounts().total(), debt.currency())
                .money("open", debt.due(), debt.currency())
                .quoted("held", item.hold() == null ? null : item.hold().words())
                .words("next_step", item.next() == null ? null : item.next().step())
                .day("next_on", item.next() == null ? null : item.next().on())
                .fields();
    }

    /** @param desk asked at each call */
    static Tool mails(OverdueDesk desk) {
        return new Made(
                mailsCard(),
                (given, caller) -> Sliced.of(
                        desk.mails(given.flag("all")),
                        given,
                        caller,
                        "mails",
                        mail -> new Told(caller.zone())
                                .count("mail", mail.id())
                                .words("audience", mail.audience())
                                .day("day", mail.day())
                                .words("state", mail.state())
                                .quoted("addresses", mail.addresses())
                                .quoted("subject", mail.subject())
                                .quoted("invoices", mail.invoices())
                                .quoted("note", mail.note())
                                .fields()));
    }

    private static Tool.Card mailsCard() {
        return new Tool.Card(
                "overdue_mails",
                "Mails about overdue invoices",
                "Tells mails about overdue invoices that were not sent or may have been, and wait for a person. Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Paged.taking(
                        Shape.object().maybe("all", Shape.flag("Whether the latest that were sent are told, too."))),
                mailsAnswers());
    }

    private static Shape mailsAnswers() {
        return Paged.answering(Shape.object()
                .with(
                        "mails",
                        Shape.list(
                                "The mails.",
                                Shape.object()
                                        .with("mail", Shape.count("Its number."))
                                        .with("audience", Shape.words("client, manager or owner."))
                                        .with("day", Shape.day("Of the mail."))
                                        .with("state", Shape.words("not-sent, failed, unclear, sent or discarded."))
                                        .maybe("addresses", Shape.quoted("To whom."))
                                        .maybe("subject", Shape.quoted("As it reads."))
                                        .maybe("invoices", Shape.quoted("About which."))
                                        .maybe("note", Shape.quoted("Why it stands so.")))));
    }
}
