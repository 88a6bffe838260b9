package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Price or cost of an hour of one person from a day on. */
final class Rate extends Document {
    final BigDecimal amount;
    final @Nullable LocalDate startDate;

    /** The last day it holds; set when a later rate begins. */
    @Nullable
    LocalDate endDate;

    Rate(Birth birth, BigDecimal amount, @Nullable LocalDate startDate) {
        super(birth);
        this.amount = amount;
        this.startDate = startDate;
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .decimal("amount", amount)
                .date("start_date", startDate)
                .date("end_date", endDate);
        writeTimes(out);
    }
}
