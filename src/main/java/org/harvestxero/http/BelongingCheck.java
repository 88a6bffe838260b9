package org.harvestxero.http;

import org.jspecify.annotations.Nullable;

/**
 * Compares the account and organisation about to be called with those the links belong to. Called around every call, so that no flow can
 * write to another company's books, or take what they show for the state of our documents.
 */
public interface BelongingCheck {
    /** @throws MismatchException when the links belong to another account */
    void checkHarvest(String account);

    /** Notes that Harvest answered for this account. */
    void metHarvest(String account);

    /** Whether Xero has to be asked first which organisation these credentials open. */
    boolean mustAskXero(@Nullable String tenant);

    /**
     * Notes which organisation the credentials open, by Xero's answer.
     *
     * @param tenant null where the token alone says it
     * @throws MismatchException when the links belong to another one
     */
    void metXero(@Nullable String tenant, String organisation, @Nullable String name);

    /** Takes over what an earlier consent stored, for a database that does not know yet whom its links belong to. */
    void recall(String side, String account, @Nullable String name);

    /** Forgets whom the credentials open, because they changed or were refused. */
    void forget();

    /** Checks nothing, for when no database says whom links belong to. */
    BelongingCheck ANYONE = new BelongingCheck() {
        @Override
        public void checkHarvest(String account) {}

        @Override
        public void metHarvest(String account) {}

        @Override
        public boolean mustAskXero(@Nullable String tenant) {
            return false;
        }

        @Override
        public void metXero(@Nullable String tenant, String organisation, @Nullable String name) {}

        @Override
        public void recall(String side, String account, @Nullable String name) {}

        @Override
        public void forget() {}
    };
}
