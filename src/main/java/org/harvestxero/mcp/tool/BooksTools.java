package org.harvestxero.mcp.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.harvestxero.api.Balances;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.ReconciledDays;
import org.harvestxero.console.user.Right;
import org.harvestxero.dunning.Debt;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;

/** Tells balances, differences between the sides, what is overdue, and questions about clients. */
final class BooksTools {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    /** An agreement may have several balances; pages are counted by agreements. */
    private static final int MOST_ROWS = 500;

    private BooksTools() {}

    /** @param balances asked at each call */
    static Tool balances(Balances balances) {
        return new Made(
                new Tool.Card(
                        "balances",
                        "Retainers, caps and orders",
                        "Tells what clients have left: hours and money of retainers, room under caps and purchase orders, phases of fixed fees."
                                + " Asks neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Paged.taking(
                                Shape.object().maybe("agreement", Shape.wanted("One agreement, by its file's name."))),
                        Paged.answering(Shape.object()
                                .with(
                                        "balances",
                                        Shape.list(
                                                "The balances.",
                                                Shape.object()
                                                        .with("agreement", Shape.words("Its file."))
                                                        .maybe("client", Shape.quoted("Whose it is."))
                                                        .with(
                                                                "kind",
                                                                Shape.words(
                                                                        "retainer, cap, period-cap, order or fixed-fee."))
                                                        .maybe(
                                                                "name",
                                                                Shape.quoted("Of the rule, or the order's number."))
                                                        .with(
                                                                "in_hours",
                                                                Shape.flag(
                                                                        "Whether its figures are hours, and not money."))
                                                        .with(
                                                                "limit",
                                                                Shape.money(
                                                                        "What a full period grants, or the most there is."))
                                                        .with("left", Shape.money("After the last period."))
                                                        .maybe(
                                                                "last_period",
                                                                Shape.words(
                                                                        "The last period that used some of it.")))))),
                (given, caller) -> balances(balances, given, caller));
    }

    private static Tool.Reply balances(Balances balances, Arguments given, Caller caller) {
        String file = given.text("agreement");
        List<Balances.Sheet> sheets;
        String next = null;
        if (file.isEmpty()) {
            Balances.Page page = balances.page(given.text("after"), given.most(caller));
            sheets = page.sheets();
            next = page.next();
        } else {
            sheets = List.of(balances.of(file)
                    .orElseThrow(() -> new DecisionException("No agreement in force stands in a file of that name.")));
        }
        Bounded bounded = new Bounded(MOST_ROWS);
        List<Map<String, Object>> rows = sheets.stream()
                .flatMap(sheet -> bounded.take(sheet.balances()).stream().map(each -> balance(sheet, each, caller)))
                .toList();
        Told told = new Told(caller.zone()).list("balances", rows, row -> row).words("next", next);
        return new Tool.Reply(told.fields(), rows.size());
    }

    private static Map<String, Object> balance(Balances.Sheet sheet, Balances.Balance balance, Caller caller) {
        List<Balances.Step> steps = balance.steps();
        return new Told(caller.zone())
                .words("agreement", sheet.file())
                .quoted("client", sheet.client())
                .words("kind", balance.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .quoted("name", balance.name())
                .flag("in_hours", balance.currency().isEmpty())
                .money("limit", balance.limit(), balance.currency())
                .money("left", balance.left(), balance.currency())
                .words(
                        "last_period",
                        steps.isEmpty() ? null : steps.get(steps.size() - 1).period())
                .fields();
    }

    /** @param days asked at each call */
    static Tool reconciliation(ReconciledDays days) {
        return new Made(
                new Tool.Card(
                        "reconciliation",
                        "How the sides compare",
                        "Tells what the last complete comparison of Harvest and Xero found: the sums of both sides by currency, and what each"
                                + " reason accounts for. The documents of a reason are told by differences. Asks neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Shape.object().maybe("day", Shape.day("The one of that day; else the last.")),
                        Shape.object()
                                .with("day", Shape.day("Of the comparison."))
                                .with("ended", Shape.time("When it ended."))
                                .with(
                                        "currencies",
                                        Shape.list(
                                                "The sides' sums.",
                                                Shape.object()
                                                        .with("currency", Shape.words("Code."))
                                                        .with("in_harvest", Shape.count("Documents."))
                                                        .with("in_xero", Shape.count("Documents."))
                                                        .with("harvest_total", Shape.money("With tax."))
                                                        .with("xero_total", Shape.money("With tax."))))
                                .with(
                                        "reasons",
                                        Shape.list(
                                                "What each reason accounts for.",
                                                Shape.object()
                                                        .with("reason", Shape.words("Its code, such as failed-copy."))
                                                        .with("says", Shape.words("What it means."))
                                                        .with("remedy", Shape.words("What to do."))
                                                        .with(
                                                                "measure",
                                                                Shape.words("What is compared, such as total or paid."))
                                                        .with("currency", Shape.words("Code."))
                                                        .with("documents", Shape.count("How many."))
                                                        .with(
                                                                "amount",
                                                                Shape.money("What Harvest has more than Xero."))))),
                (given, caller) -> {
                    ReconciledDays.Kept kept = days.find(given.day("day"))
                            .orElseThrow(() -> new DecisionException(
                                    "Nothing was compared to its end then: leave day out for the last comparison."));
                    return told(kept, caller);
                });
    }

    private static Tool.Reply told(ReconciledDays.Kept kept, Caller caller) {
        Reconciliation found = kept.found();
        List<Reconciliation.ReasonSum> reasons = new Bounded(caller.rows()).take(found.reasons());
        Told told = new Told(caller.zone())
                .day("day", kept.day())
                .time("ended", found.scope().ended())
                .list(
                        "currencies",
                        found.currencies(),
                        sum -> new Told(caller.zone())
                                .words("currency", sum.currency())
                                .count("in_harvest", sum.inHarvest())
                                .count("in_xero", sum.inXero())
                                .money("harvest_total", sum.harvest().total(), sum.currency())
                                .money("xero_total", sum.xero().total(), sum.currency())
                                .fields())
                .list(
                        "reasons",
                        reasons,
                        sum -> new Told(caller.zone())
                                .words("reason", sum.reason().key())
                                .words("says", sum.reason().sentence())
                                .words("remedy", sum.reason().remedy())
                                .words("measure", sum.measure().word())
                                .words("currency", sum.currency())
                                .count("documents", sum.documents())
                                .money("amount", sum.amount(), sum.currency())
                                .fields());
        return new Tool.Reply(told.fields(), reasons.size());
    }

    private static <E> E find(E[] among, Function<E, String> word, String wanted, String name) {
        return Arrays.stream(among)
                .filter(each -> word.apply(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DecisionException(name + " is a word that reconciliation tells."));
    }

    /** @param days asked at each call */
    static Tool differences(ReconciledDays days) {
        return new Made(
                new Tool.Card(
                        "differences",
                        "Documents that differ",
                        "Tells the documents that differ between Harvest and Xero for one reason, measure and currency of reconciliation."
                                + " Asks neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Paged.taking(Shape.object()
                                .with("reason", Shape.wanted("As reconciliation has it."))
                                .with("measure", Shape.wanted("As reconciliation has it."))
                                .with("currency", Shape.wanted("As reconciliation has it."))),
                        Paged.answering(Shape.object()
                                .with(
                                        "differences",
                                        Shape.list(
                                                "The documents.",
                                                Shape.object()
                                                        .with(
                                                                "kind",
                                                                Shape.words("invoice, payment, credit-note or work."))
                                                        .maybe("number", Shape.words("Of the invoice."))
                                                        .maybe("client", Shape.quoted("Whose it is."))
                                                        .with("amount", Shape.money("What Harvest has more than Xero."))
                                                        .maybe("harvest", Shape.money("What Harvest has."))
                                                        .maybe("xero", Shape.money("What Xero has."))
                                                        .maybe("detail", Shape.quoted("What is known of this one."))
                                                        .with("since", Shape.day("When it was seen first.")))))),
                (given, caller) -> {
                    ReconciledDays.Part part = new ReconciledDays.Part(
                            find(Reason.values(), Reason::key, given.needed("reason"), "reason"),
                            find(Measure.values(), Measure::word, given.needed("measure"), "measure"),
                            given.needed("currency"));
                    int most = given.most(caller);
                    List<ReconciledDays.Standing> standing = days.standing(part, place(given), most);
                    Told told = new Told(caller.zone()).list("differences", standing, each -> difference(each, caller));
                    if (standing.size() == most) {
                        told.words("next", String.valueOf(standing.get(most - 1).id()));
                    }
                    return new Tool.Reply(told.fields(), standing.size());
                });
    }

    private static long place(Arguments given) {
        String after = given.text("after");
        if (!after.isEmpty() && !NUMBER.matcher(after).matches()) {
            throw new DecisionException("after is the word that an earlier answer gave as next.");
        }
        return after.isEmpty() ? 0 : Long.parseLong(after);
    }

    private static Map<String, Object> difference(ReconciledDays.Standing standing, Caller caller) {
        Difference difference = standing.told().difference();
        Difference.Subject subject = difference.subject();
        return new Told(caller.zone())
                .words("kind", subject.kind())
                .name("number", subject.number())
                .quoted("client", subject.client())
                .money("amount", difference.amount(), subject.currency())
                .money("harvest", difference.sides().harvest(), subject.currency())
                .money("xero", difference.sides().xero(), subject.currency())
                .quoted("detail", difference.cause().detail())
                .day("since", standing.told().since())
                .fields();
    }

    /** @param desk asked at each call */
    static Tool overdue(OverdueDesk desk) {
        return new Made(
                new Tool.Card(
                        "overdue",
                        "Open and overdue invoices",
                        "Tells the open invoices of Xero as read last, the longest due first, with what was and will be done about each. Asks"
                                + " neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Paged.taking(Shape.object().maybe("client", Shape.wanted("A part of the client's name."))),
                        Paged.answering(Shape.object()
                                .with(
                                        "invoices",
                                        Shape.list(
                                                "The invoices.",
                                                Shape.object()
                                                        .maybe("number", Shape.words("As people know it."))
                                                        .maybe("client", Shape.quoted("Whose it is."))
                                                        .with("issued", Shape.day("Of issue."))
                                                        .with("due", Shape.day("Last day on which it is paid in time."))
                                                        .with(
                                                                "days_past",
                                                                Shape.count("Days past due; negative before."))
                                                        .with("total", Shape.money("With tax."))
                                                        .with("open", Shape.money("What is left to pay."))
                                                        .maybe("held", Shape.quoted("Why nothing is done about it."))
                                                        .maybe("next_step", Shape.words("The next step of the plan."))
                                                        .maybe(
                                                                "next_on",
                                                                Shape.day("The first day it can be taken.")))))),
                (given, caller) -> Sliced.of(
                        desk.list(given.textOrNull("client")),
                        given,
                        caller,
                        "invoices",
                        item -> overdue(item, caller)));
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
                new Tool.Card(
                        "overdue_mails",
                        "Mails about overdue invoices",
                        "Tells mails about overdue invoices that were not sent or may have been, and wait for a person. Asks neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Paged.taking(Shape.object()
                                .maybe("all", Shape.flag("Whether the latest that were sent are told, too."))),
                        Paged.answering(Shape.object()
                                .with(
                                        "mails",
                                        Shape.list(
                                                "The mails.",
                                                Shape.object()
                                                        .with("mail", Shape.count("Its number."))
                                                        .with("audience", Shape.words("client, manager or owner."))
                                                        .with("day", Shape.day("Of the mail."))
                                                        .with(
                                                                "state",
                                                                Shape.words(
                                                                        "not-sent, failed, unclear, sent or discarded."))
                                                        .maybe("addresses", Shape.quoted("To whom."))
                                                        .maybe("subject", Shape.quoted("As it reads."))
                                                        .maybe("invoices", Shape.quoted("About which."))
                                                        .maybe("note", Shape.quoted("Why it stands so.")))))),
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

    /** @param desk asked at each call */
    static Tool conflicts(ContactDesk desk) {
        return new Made(
                new Tool.Card(
                        "client_conflicts",
                        "Clients changed on both sides",
                        "Tells fields of clients that were changed in Harvest and in Xero, and wait for a person to say which counts. Asks"
                                + " neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Paged.taking(Shape.object()),
                        Paged.answering(Shape.object()
                                .with(
                                        "conflicts",
                                        Shape.list(
                                                "What waits, the oldest first.",
                                                Shape.object()
                                                        .with("id", Shape.words("Such as C3."))
                                                        .maybe("client", Shape.quoted("Its name in Harvest."))
                                                        .with("field", Shape.words("Such as email."))
                                                        .maybe("harvest", Shape.quoted("What Harvest says."))
                                                        .maybe("xero", Shape.quoted("What Xero says."))
                                                        .maybe(
                                                                "known",
                                                                Shape.quoted("What both were last known to say."))
                                                        .with("asked", Shape.time("Since when it waits.")))))),
                (given, caller) -> Sliced.of(
                        desk.conflicts(),
                        given,
                        caller,
                        "conflicts",
                        each -> new Told(caller.zone())
                                .words("id", PublicIds.conflict(each.id()))
                                .quoted("client", each.client())
                                .words("field", each.field())
                                .quoted("harvest", each.harvest())
                                .quoted("xero", each.xero())
                                .quoted("known", each.known())
                                .time("asked", each.asked())
                                .fields()));
    }
}
