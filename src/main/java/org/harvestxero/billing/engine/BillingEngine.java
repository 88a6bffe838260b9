package org.harvestxero.billing.engine;

import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.ReviewPolicy;

/** Turns one client's period into drafts: the same request always gives the same result, whatever the order of entries. */
public final class BillingEngine {
    /**
     * Bills one period of one client.
     *
     * @return drafts, and everything that isn't billed with its reason
     * @throws DoesNotTieException if an entry came in twice, or the result would lose, double or miscount anything
     */
    public BillingResult bill(BillingRequest request) {
        Pass pass = Pass.of(request);
        Run run = pass.run();
        run.caps().close(run.outcome(), pass.nets());
        ReviewReasons reviewing = new ReviewReasons(run, pass.drafts());
        List<Draft> reviewed = pass.drafts().stream().map(reviewing::review).toList();
        TieOut tieOut = new TieOutCheck(run, reviewed).prove();
        return new BillingResult(
                request.agreement().version(),
                request.period(),
                reviewed,
                run.outcome().notBilled,
                run.outcome().movements,
                run.outcome().notices,
                tieOut);
    }

    /**
     * A stored draft with the reasons that hold now, after others of the client were decided.
     *
     * @param total of all drafts of its period
     */
    public Draft reviewAgain(Draft draft, Money total, ReviewPolicy policy, History released) {
        return draft.with(new ReleasedComparison(policy, released, total).again(draft));
    }
}
