package org.harvestxero.sandbox.harvest;

import java.util.Locale;

/** Where an invoice stands; closed means written off. */
enum InvoiceState {
    DRAFT,
    OPEN,
    PAID,
    CLOSED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
