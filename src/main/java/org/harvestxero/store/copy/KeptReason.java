package org.harvestxero.store.copy;

import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;

/** Why a row failed, as much of it as its columns hold. */
record KeptReason(
        long cause,
        @Nullable String sentence,
        @Nullable String remedy,
        @Nullable String message) {
    static KeptReason of(Reason reason, @Nullable String message) {
        return new KeptReason(
                reason.cause(),
                Sql.cut(reason.sentence(), CauseTable.WORDS),
                Sql.cut(reason.remedy(), CauseTable.WORDS),
                Sql.cut(message, 4000));
    }
}
