package org.harvestxero.console.page.deals;

import java.time.LocalDate;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.Replays;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.user.Right;
import org.jspecify.annotations.Nullable;

/** What looks at more than one bill: comparisons with what was invoiced, and the work that is billed nowhere. */
public final class LookPages {
    static final String COMPARE = "/billing/compare";
    static final String UNBILLED = "/billing/unbilled";
    private static final int MOST_PERIODS = 24;
    private static final int USUAL_PERIODS = 3;

    private final Replays replays;
    private final BillingService billing;
    private final Trials trials;

    LookPages(Desk desk, Trials trials) {
        this.replays = desk.work().people().replays();
        this.billing = desk.work().billing();
        this.trials = trials;
    }

    /** @param may whether whoever looks may begin it */
    public record View(String client, int most, int usual, boolean may) {}

    Answer askCompare(Asked asked) {
        return Answer.shown(
                "compare",
                "Compare",
                new View(asked.value("client").orElse(""), MOST_PERIODS, USUAL_PERIODS, asked.may(Right.TRY)));
    }

    Answer compare(Asked asked) {
        @Nullable String client = asked.field("client").orElse(null);
        int periods = asked.number("periods")
                .filter(number -> number >= 1 && number <= MOST_PERIODS)
                .orElse(USUAL_PERIODS);
        boolean shadow = asked.field("what").filter("shadow"::equals).isPresent();
        LocalDate since = asked.format().today().minusMonths(periods).withDayOfMonth(1);
        String whom = client == null ? "all clients" : client;
        return begun(
                asked,
                (shadow ? "Parallel run, " : "Replay of ") + asked.format().count(periods, "period") + ", " + whom,
                () -> shadow ? replays.shadow(since, client) : replays.replay(periods, client));
    }

    Answer askUnbilled(Asked asked) {
        return Answer.shown("unbilled", "Unbilled work", new View("", 0, 0, asked.may(Right.TRY)));
    }

    Answer unbilled(Asked asked) {
        return begun(asked, "Unbilled work", billing::unbilled);
    }

    private Answer begun(Asked asked, String name, java.util.concurrent.Callable<?> work) {
        long id = trials.start(new Trials.Title(name, asked.who(), GridPage.PATH), work);
        return new Answer.Elsewhere(TrialPages.PATH + "/" + id);
    }
}
