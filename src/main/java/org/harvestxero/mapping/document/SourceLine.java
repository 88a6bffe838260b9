package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a Harvest invoice.
 *
 * @param kind the name of a Harvest invoice item category
 * @param quantity any number of decimals
 * @param unitPrice any number of decimals, negative for credits
 * @param amount what Harvest charges for the line, before discount and tax
 */
public record SourceLine(
        long id,
        String kind,
        @Nullable String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal amount,
        boolean taxed,
        boolean taxed2,
        @Nullable SourceProject project) {

    public SourceLine withAmount(BigDecimal other) {
        return new SourceLine(id, kind, description, quantity, unitPrice, other, taxed, taxed2, project);
    }

    SourceLine negated() {
        return new SourceLine(
                id, kind, description, quantity, unitPrice.negate(), amount.negate(), taxed, taxed2, project);
    }
}
