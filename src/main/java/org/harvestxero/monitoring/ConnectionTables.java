package org.harvestxero.monitoring;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.openmbean.OpenType;

/** Which attribute or operation of a connection's MBean gives which table. */
final class ConnectionTables {
    private ConnectionTables() {}

    /** By name of the attribute or operation. */
    static Map<String, OpenType<?>> shapes() {
        Map<String, OpenType<?>> shapes = new LinkedHashMap<>();
        shapes.put("FailedTable", FailedTables.FAILED.type());
        shapes.put("failedRows", FailedTables.FAILED.type());
        shapes.put("failedDetail", FailedTables.DETAIL.rowType());
        shapes.put("FailedByCauseTable", FailedTables.CAUSES.type());
        shapes.put("WaitingTable", WorkTables.WAITING.type());
        shapes.put("waitingRows", WorkTables.WAITING.type());
        shapes.put("UndecidedTable", WorkTables.UNDECIDED.type());
        shapes.put("DraftsTable", WorkTables.DRAFTS.type());
        shapes.put("draftRows", WorkTables.DRAFTS.type());
        shapes.put("HeldWorkTable", WorkTables.HELD.type());
        shapes.put("TroublesTable", StateTables.TROUBLES.type());
        shapes.put("WarningsTable", StateTables.WARNINGS.type());
        shapes.put("HooksTable", StateTables.HOOKS.type());
        shapes.put("PauseDetail", StateTables.PAUSE.rowType());
        shapes.put("LastReconciliation", StateTables.RECONCILED.rowType());
        return shapes;
    }
}
