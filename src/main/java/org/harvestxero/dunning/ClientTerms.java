package org.harvestxero.dunning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one client is dunned.
 *
 * @param exempt why the client is left alone altogether; null when not
 */
public record ClientTerms(
        List<Step> plan,
        Recipients recipients,
        SendingHours hours,
        Manner manner,
        @Nullable String exempt) {
    public ClientTerms {
        plan = List.copyOf(plan);
    }

    /**
     * Whom mails go to.
     *
     * @param client addresses; empty for those that Xero's contact has
     * @param managers addresses; empty for the managers of the invoice's projects in Harvest
     * @param owners addresses of whom it is escalated to
     * @param payer name or id of the client who pays for this one; null when it pays for itself
     */
    public record Recipients(
            List<String> client,
            List<String> managers,
            List<String> owners,
            @Nullable String payer) {
        public Recipients {
            client = List.copyOf(client);
            managers = List.copyOf(managers);
            owners = List.copyOf(owners);
        }
    }

    /**
     * @param directDebit money is collected, so the client is never reminded
     * @param files as which files the statement goes along
     */
    public record Manner(boolean directDebit, StatementFiles files) {}
}
