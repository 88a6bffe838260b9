package org.harvestxero.mcp.proposal;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.mcp.tool.ToolDesk;

/** All that can be proposed. */
final class Kinds {
    private Kinds() {}

    /** @param desk by which it is done */
    static List<Kind> of(ToolDesk desk) {
        List<Kind> kinds = new ArrayList<>();
        kinds.addAll(DraftKinds.of(desk.work().people().reviews()));
        kinds.addAll(FailedKinds.of(desk.work().copies()));
        kinds.add(new MappingKind(desk.work().mend().mappings()));
        kinds.add(new AgreementKind(desk.work().people().agreements()));
        kinds.add(new ConflictKind(desk.sides().contacts()));
        kinds.add(new ReminderKind(desk.sides().overdue()));
        return List.copyOf(kinds);
    }
}
