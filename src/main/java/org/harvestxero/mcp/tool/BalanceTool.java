package org.harvestxero.mcp.tool;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.api.Balances;
import org.harvestxero.api.DecisionException;
import org.harvestxero.console.user.Right;

/** Tells what clients have left of retainers, caps, orders and fees. */
final class BalanceTool {
    /** An agreement may have several balances; pages are counted by agreements. */
    private static final int MOST_ROWS = 500;

    private BalanceTool() {}

    /** @param balances asked at each call */
    static Tool of(Balances balances) {
        return new Made(card(), (given, caller) -> balances(balances, given, caller));
    }

    private static Tool.Card card() {
        return new Tool.Card(
                "balances",
                "Retainers, caps and orders",
                "Tells what clients have left: hours and money of retainers, room under caps and purchase orders, phases of fixed fees."
                        + " Asks neither side.",
                Right.SEE,
                Tool.Effect.READS,
                Paged.taking(Shape.object().maybe("agreement", Shape.wanted("One agreement, by its file's name."))),
                answers());
    }

    private static Shape answers() {
        return Paged.answering(Shape.object()
                .with(
                        "balances",
                        Shape.list(
                                "The balances.",
                                Shape.object()
                                        .with("agreement", Shape.words("Its file."))
                                        .maybe("client", Shape.quoted("Whose it is."))
                                        .with("kind", Shape.words("retainer, cap, period-cap, order or fixed-fee."))
                                        .maybe("name", Shape.quoted("Of the rule, or the order's number."))
                                        .with("in_hours", Shape.flag("Whether its figures are hours, and not money."))
                                        .with("limit", Shape.money("What a full period grants, or the most there is."))
                                        .with("left", Shape.money("After the last period."))
                                        .maybe("last_period", Shape.words("The last period that used some of it.")))));
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
}
