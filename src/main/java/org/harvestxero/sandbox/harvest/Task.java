package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A kind of work. */
final class Task extends Document {
    String name = "";
    boolean billableByDefault = true;

    @Nullable
    BigDecimal defaultHourlyRate = BigDecimal.ZERO;

    boolean standard;
    boolean active = true;

    Task(Birth birth) {
        super(birth);
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .text("name", name)
                .flag("billable_by_default", billableByDefault)
                .decimal("default_hourly_rate", viewer.seesRates() ? defaultHourlyRate : null)
                .flag("is_default", standard)
                .flag("is_active", active);
        writeTimes(out);
    }
}
