package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A kind of expense, maybe with a price per unit. */
final class ExpenseCategory extends Document {
    String name = "";

    @Nullable
    String unitName;

    @Nullable
    BigDecimal unitPrice;

    boolean active = true;

    ExpenseCategory(Birth birth) {
        super(birth);
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .text("name", name)
                .text("unit_name", unitName)
                .decimal("unit_price", unitPrice)
                .flag("is_active", active);
        writeTimes(out);
    }
}
