package org.harvestxero.http;

import org.jspecify.annotations.Nullable;

/**
 * Holds the account and the organisation that would be asked against those the links belong to. Asked around every call, so that
 * no flow can reach another's books, neither to write nor to take what it shows for the truth about our documents.
 */
public interface BelongingCheck {
    /** @throws MismatchException when the links belong to another account */
    void checkHarvest(String account);

    /** Harvest answered for this account. */
    void metHarvest(String account);

    /** Whether it has to be asked first which organisation these credentials open. */
    boolean mustAskXero(@Nullable String tenant);

    /**
     * Xero answered which organisation the credentials open.
     *
     * @param tenant null where the token alone says it
     * @throws MismatchException when the links belong to another one
     */
    void metXero(@Nullable String tenant, String organisation, @Nullable String name);

    /** What was stored at a former consent, for a database that does not know yet whom its links belong to. */
    void recall(String side, String account, @Nullable String name);

    /** The credentials changed or were refused: ask again whom they open. */
    void forget();

    /** Where no database says whom links belong to. */
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
