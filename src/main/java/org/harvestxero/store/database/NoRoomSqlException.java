package org.harvestxero.store.database;

import java.sql.SQLTransientConnectionException;

/** No connection is given, because what would be written might find no room on the disk. */
final class NoRoomSqlException extends SQLTransientConnectionException {
    private static final long serialVersionUID = 1L;

    NoRoomSqlException(String words) {
        super(words);
    }
}
