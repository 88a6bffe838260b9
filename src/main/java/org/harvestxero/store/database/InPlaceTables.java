package org.harvestxero.store.database;

import org.h2.api.TableEngine;
import org.h2.command.Prepared;
import org.h2.command.ddl.CreateTableData;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.message.DbException;
import org.h2.mvstore.db.MVTable;
import org.h2.mvstore.db.Store;
import org.h2.result.LocalResult;
import org.h2.result.Row;
import org.h2.table.Column;
import org.h2.table.Table;
import org.h2.value.DataType;

/**
 * H2's tables as H2 makes them, but for one thing: a row that is updated stays where it is. By itself H2 takes an updated row out of the
 * table and all its indexes and puts it in again, whatever has changed of it, and then writes all those pages to its file. Rows of the
 * outbox go through three states and have five indexes, of which one holds the state.
 *
 * <p>The file is the same with it and without: it says nothing of who made its tables.
 */
public final class InPlaceTables implements TableEngine {
    /** What an address of H2 has to hold so that its tables are these. */
    public static final String OPTION = ";DEFAULT_TABLE_ENGINE=" + InPlaceTables.class.getName();

    @Override
    public Table createTable(CreateTableData data) {
        Store store = data.session.getDatabase().getStore();
        return data.temporary || hasLargeObjects(data) ? store.createTable(data) : new InPlaceTable(data, store);
    }

    /** H2 looks after those of tables that it made itself. */
    private static boolean hasLargeObjects(CreateTableData data) {
        return data.columns.stream()
                .anyMatch(column -> DataType.isLargeObject(column.getType().getValueType()));
    }

    private static final class InPlaceTable extends MVTable {
        InPlaceTable(CreateTableData data, Store store) {
            super(data, store);
        }

        /** @param rows each as it is and as it shall be, one after the other */
        @Override
        public void updateRows(Prepared prepared, SessionLocal session, LocalResult rows) {
            boolean keepsKeys = keepsKeys(rows);
            rows.reset();
            if (keepsKeys) {
                updateInPlace(prepared, session, rows);
            } else {
                super.updateRows(prepared, session, rows);
            }
        }

        private void updateInPlace(Prepared prepared, SessionLocal session, LocalResult rows) {
            SessionLocal.Savepoint before = session.setSavepoint();
            try {
                while (rows.next()) {
                    prepared.checkCanceled();
                    Row old = rows.currentRowForTable();
                    rows.next();
                    updateRow(session, old, rows.currentRowForTable());
                }
            } catch (DbException e) {
                session.rollbackTo(before);
                throw e;
            }
        }

        /** Whether no row gets another key: one that another row of the same statement gives up may be taken only after that. */
        private boolean keepsKeys(LocalResult rows) {
            while (rows.next()) {
                Row old = rows.currentRowForTable();
                rows.next();
                Row updated = rows.currentRowForTable();
                for (Index index : getIndexes()) {
                    if (index.getIndexType().isUnique() && !isSame(index, old, updated)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static boolean isSame(Index index, Row old, Row updated) {
            for (Column column : index.getColumns()) {
                int id = column.getColumnId();
                if (!old.getValue(id).equals(updated.getValue(id))) {
                    return false;
                }
            }
            return true;
        }
    }
}
