package org.harvestxero.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.BelongingTable;
import org.harvestxero.store.connection.BelongingTable.Closed;
import org.harvestxero.store.connection.BelongingTable.Party;
import org.harvestxero.store.connection.BelongingTable.Standing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows from the database which Harvest account and Xero organisation the links belong to. A database that doesn't say so yet takes the
 * first ones that answer. Where Xero's tenant id doesn't tell, the organisation's own id is asked for once: the same organisation gets
 * another tenant id when it is connected anew.
 */
public final class LinkedParties implements BelongingCheck {
    private static final Logger LOG = LoggerFactory.getLogger(LinkedParties.class);

    private final ConnectionStore store;
    private final Clock clock;
    private final AtomicReference<@Nullable Met> met = new AtomicReference<>();
    private final AtomicReference<@Nullable Observed> observed = new AtomicReference<>();

    public LinkedParties(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param since when the links began to belong to it, which tells it from a later one */
    private record Met(@Nullable String tenant, Instant since) {}

    /** Whom both sides' credentials open now, whatever the links belong to. */
    private static final class Observed {
        volatile @Nullable Party harvest;
        volatile @Nullable Party xero;
    }

    @Override
    public void checkHarvest(String account) {
        if (observed.get() == null) {
            store.belongings()
                    .find(BelongingTable.HARVEST)
                    .filter(party -> !party.isSame(account, null))
                    .ifPresent(party -> {
                        throw refusal(party, party(BelongingTable.HARVEST, account, null, null));
                    });
        }
    }

    @Override
    public void metHarvest(String account) {
        Party seen = party(BelongingTable.HARVEST, account, null, null);
        Observed looking = observed.get();
        if (looking != null) {
            looking.harvest = seen;
        } else if (store.belongings().find(BelongingTable.HARVEST).isEmpty()) {
            adopt(seen);
        }
    }

    @Override
    public boolean mustAskXero(@Nullable String tenant) {
        if (observed.get() != null) {
            return false;
        }
        Optional<Party> party = store.belongings().find(BelongingTable.XERO);
        boolean isNamed = tenant != null
                && party.map(Party::account).filter(tenant::equalsIgnoreCase).isPresent();
        boolean wasMet = party.map(known -> new Met(tenant, known.since()))
                .filter(now -> now.equals(met.get()))
                .isPresent();
        return !isNamed && !wasMet;
    }

    @Override
    public void metXero(@Nullable String tenant, String organisation, @Nullable String name) {
        Party seen = party(BelongingTable.XERO, tenant, organisation, name);
        Observed looking = observed.get();
        if (looking != null) {
            looking.xero = seen;
            return;
        }
        Party known = store.belongings().find(BelongingTable.XERO).orElse(null);
        if (known == null) {
            adopt(seen);
            known = store.belongings().find(BelongingTable.XERO).orElse(seen);
        } else if (!known.isSame(tenant, organisation)) {
            throw refusal(known, seen);
        } else {
            store.belongings().learn(BelongingTable.XERO, tenant, organisation, name);
        }
        met.set(new Met(tenant, known.since()));
    }

    @Override
    public void recall(String side, String account, @Nullable String name) {
        if (store.belongings().find(side).isEmpty()
                && store.belongings().standing().links() > 0) {
            adopt(party(side, account, null, name));
        }
    }

    @Override
    public void forget() {
        met.set(null);
    }

    private Party party(String side, @Nullable String account, @Nullable String organisation, @Nullable String name) {
        return new Party(side, account, organisation, name, clock.instant());
    }

    /** The links that exist were made there, so they have belonged to it since the first of them. */
    private void adopt(Party party) {
        Standing standing = store.belongings().standing();
        Instant since = standing.first() == null ? party.since() : standing.first();
        store.belongings().add(new Party(party.side(), party.account(), party.organisation(), party.name(), since));
        String what = standing.links() == 0
                ? "What is copied from now on belongs to " + party.called()
                : "By what is connected, " + links(standing) + " to " + party.called();
        LOG.info("{}; any other is refused", what);
        store.audit().add("process", null, null, "belongs", what);
    }

    private MismatchException refusal(Party known, Party seen) {
        return new MismatchException(
                seen.side().equals(BelongingTable.HARVEST) ? Api.HARVEST : Api.XERO,
                "The settings lead to " + seen.called() + ", but "
                        + links(store.belongings().standing()) + " to " + known.called() + ", since "
                        + known.since().atZone(ZoneOffset.UTC).toLocalDate() + "; nothing is read or written there");
    }

    private static String links(Standing standing) {
        return standing.links() == 1 ? "the 1 link here belongs" : "the " + standing.links() + " links here belong";
    }

    /**
     * Closes the links to the former account and organisation and starts over with those that the credentials open now; does nothing when
     * they are the same.
     *
     * @param asking calls each side once
     * @return what was done, in a sentence
     */
    public String startOver(Runnable asking, String who) {
        Observed seen = new Observed();
        observed.set(seen);
        try {
            asking.run();
        } finally {
            observed.set(null);
        }
        Party harvest = seen.harvest;
        Party xero = seen.xero;
        if (harvest == null || xero == null) {
            throw new IllegalStateException("A side did not say whom its credentials open");
        }
        Optional<Party> formerHarvest = store.belongings().find(BelongingTable.HARVEST);
        Optional<Party> formerXero = store.belongings().find(BelongingTable.XERO);
        boolean sameHarvest = formerHarvest
                .map(party -> party.isSame(harvest.account(), null))
                .orElse(true);
        boolean sameXero = formerXero
                .map(party -> party.isSame(xero.account(), xero.organisation()))
                .orElse(true);
        if (sameHarvest && sameXero) {
            metHarvest(String.valueOf(harvest.account()));
            metXero(xero.account(), String.valueOf(xero.organisation()), xero.name());
            return "Nothing was closed: the links here belong to " + harvest.called() + " and " + xero.called()
                    + " already.";
        }
        StringBuilder done = new StringBuilder();
        store.inTransaction(() -> done.append(
                close(formerHarvest.orElse(harvest), formerXero.orElse(xero), harvest, xero, !sameHarvest, who)));
        forget();
        return done.toString();
    }

    private String close(
            Party formerHarvest, Party formerXero, Party harvest, Party xero, boolean billingToo, String who) {
        Closed closed = store.belongings().close(billingToo, who, clock.instant());
        store.belongings().add(harvest);
        store.belongings().add(xero);
        store.connections().goOn();
        String what = closed.links() + (closed.links() == 1 ? " link" : " links") + " of " + formerHarvest.called()
                + " and " + formerXero.called() + " closed under the name " + closed.name()
                + "; from now on what is copied belongs to " + harvest.called() + " and " + xero.called();
        store.audit().add(who, null, null, "started-over", what);
        String underWay = closed.underWay() == 0
                ? ""
                : " " + closed.underWay() + " of them were being sent: look in " + formerXero.called()
                        + " what became of them.";
        return what + "." + underWay;
    }
}
