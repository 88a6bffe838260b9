package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A line of an invoice. */
final class LineItem {
    final long id;
    String kind;

    @Nullable
    String description;

    BigDecimal quantity = BigDecimal.ONE;
    BigDecimal unitPrice;
    int decimals = 2;
    boolean taxed;
    boolean taxed2;

    @Nullable
    Project project;

    LineItem(long id, String kind, BigDecimal unitPrice) {
        this.id = id;
        this.kind = kind;
        this.unitPrice = unitPrice;
    }

    LineItem copy() {
        LineItem copy = new LineItem(id, kind, unitPrice);
        copy.decimals = decimals;
        copy.description = description;
        copy.quantity = quantity;
        copy.taxed = taxed;
        copy.taxed2 = taxed2;
        copy.project = project;
        return copy;
    }

    /** Quantity times unit price, half cents away from zero. */
    BigDecimal amount() {
        return quantity.multiply(unitPrice).setScale(decimals, RoundingMode.HALF_UP);
    }

    void write(JsonWriter out) {
        out.whole("id", id)
                .text("kind", kind)
                .text("description", description)
                .decimal("quantity", quantity)
                .decimal("unit_price", unitPrice)
                .decimal("amount", amount())
                .flag("taxed", taxed)
                .flag("taxed2", taxed2);
        Project of = project;
        if (of == null) {
            out.none("project");
        } else {
            of.writeReference(out);
        }
    }
}
