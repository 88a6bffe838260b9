package org.harvestxero.sandbox.harvest;

import java.util.ArrayList;
import java.util.List;

/** A business label of people, without any rights. */
final class Role extends Document {
    String name = "";
    List<Long> userIds = new ArrayList<>();

    Role(Birth birth) {
        super(birth);
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id()).text("name", name);
        writeTimes(out);
        out.ids("user_ids", userIds);
    }
}
