package org.harvestxero.overdue;

import java.time.LocalDate;
import org.harvestxero.store.ConnectionStore;

/**
 * Whether clients may be mailed at all. After overdue.clients is switched on the first run only shows what it would send, until a person
 * lets it go; so does any run that would mail more clients than the file allows.
 */
final class FirstMails {
    private static final String LET = "overdue-clients-let";
    private static final String MANY_LET = "overdue-many-let";
    private static final String SHOWN = "overdue-clients-shown";

    private final ConnectionStore store;
    private final boolean clients;

    /** @param clients whether overdue.clients is on */
    FirstMails(ConnectionStore store, boolean clients) {
        this.store = store;
        this.clients = clients;
    }

    boolean areOff() {
        return !clients;
    }

    /** Whether a person has let them go since they were switched on. */
    boolean areLet() {
        return clients && store.watermarks().find(LET).isPresent();
    }

    /** Whether a person has let as many go as there are, on that day. */
    boolean areManyLet(LocalDate today) {
        return store.watermarks()
                .find(MANY_LET)
                .filter(today.toString()::equals)
                .isPresent();
    }

    /** Whether the last run only showed what it would have mailed. */
    boolean areShown() {
        return clients && store.watermarks().find(SHOWN).isPresent();
    }

    void shown(boolean any, LocalDate today) {
        if (any) {
            store.watermarks().move(SHOWN, today.toString());
        } else if (store.watermarks().find(SHOWN).isPresent()) {
            store.watermarks().forget(SHOWN);
        }
    }

    void let(LocalDate today) {
        store.watermarks().forget(SHOWN);
        store.watermarks().move(LET, today.toString());
        store.watermarks().move(MANY_LET, today.toString());
    }

    /** While they are off: switched on again, the first run only shows again. */
    void forget() {
        if (store.watermarks().find(LET).isPresent()) {
            store.watermarks().forget(LET);
        }
    }
}
