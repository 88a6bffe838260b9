package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Function;
import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /users/{id}/billable_rates} or {@code /users/{id}/cost_rates}. */
final class Rates {
    private final HarvestAccount account;
    private final Lists lists;
    private final String array;
    private final Function<User, RateHistory> history;

    Rates(HarvestAccount account, Lists lists, String array, Function<User, RateHistory> history) {
        this.account = account;
        this.lists = lists;
        this.array = array;
        this.history = history;
    }

    void register(Router router) {
        String path = "/users/{id}/" + array;
        router.add("GET", path, Area.RATES, this::list);
        router.add("POST", path, Area.RATES, this::create);
        router.add("GET", path + "/{id}", Area.RATES, this::show);
    }

    private RateHistory of(Call call) {
        return history.apply(account.users.get(call.ownerId()));
    }

    private Reply list(Call call) {
        return lists.page(call, Style.cursors(array), of(call).all(), (rate, out) -> rate.write(out, call.viewer()));
    }

    private Reply show(Call call) {
        Rate rate = of(call).all().stream()
                .filter(each -> each.id() == call.id())
                .findFirst()
                .orElseThrow(HarvestProblem::notFound);
        return Reply.json(200, out -> rate.write(out, call.viewer()));
    }

    private Reply create(Call call) {
        RateHistory rates = of(call);
        Fields fields = call.body();
        fields.require("amount", "Amount");
        BigDecimal amount = fields.decimal("amount");
        LocalDate start = fields.date("start_date");
        fields.check(start == null || !start.isAfter(account.today()), "Start date can't be in the future");
        fields.stopIfWrong();
        Rate rate = new Rate(account.birth(call), Objects.requireNonNull(amount), start);
        rates.add(rate);
        return Reply.json(201, out -> rate.write(out, call.viewer()))
                .with("Location", account.webUrl() + "/api/v2" + call.path() + "/" + rate.id());
    }
}
