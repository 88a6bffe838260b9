package org.harvestxero.console.page.deals;

import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.DecisionException;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.user.Right;
import org.jspecify.annotations.Nullable;

/** Bills that are only shown: of any period, of one client or all. */
public final class DryRun {
    static final String PATH = "/billing/try";

    private final BillingService billing;
    private final Trials trials;

    DryRun(Desk desk, Trials trials) {
        this.billing = desk.work().billing();
        this.trials = trials;
    }

    /**
     * @param client name or id; empty for all
     * @param period empty for what is due
     */
    public record View(String client, String period, boolean may) {}

    /** Nothing is begun by a link. */
    Answer ask(Asked asked) {
        return Answer.shown(
                "dryRun",
                "Dry run",
                new View(asked.value("client").orElse(""), asked.value("period").orElse(""), asked.may(Right.TRY)));
    }

    Answer start(Asked asked) {
        @Nullable String period = asked.field("period").orElse(null);
        @Nullable String client = asked.field("client").orElse(null);
        if (period != null && period.length() > 60 || client != null && client.length() > 300) {
            throw new DecisionException("That is too long for a period or a client.");
        }
        String what = (client == null ? "all clients" : client) + ", " + (period == null ? "what is due" : period);
        String who = asked.who();
        long id = trials.start(
                new Trials.Title("Dry run: " + what, who, GridPage.PATH),
                () -> billing.bill(new BillRequest(period, client, BillRequest.Manner.DRY_RUN), who));
        return new Answer.Elsewhere(TrialPages.PATH + "/" + id);
    }
}
