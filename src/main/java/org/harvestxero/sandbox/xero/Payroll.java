package org.harvestxero.sandbox.xero;

import org.jspecify.annotations.Nullable;

/** The payroll of one organisation and its resources. */
final class Payroll {
    static final String PATH = "/payroll.xro/";

    private final PayrollBooks books;
    private final Router router = new Router();

    Payroll(Books accounting, String providerName) {
        books = new PayrollBooks(accounting);
        PayrollEnvelope envelope = new PayrollEnvelope(accounting, providerName);
        new PayrollEndpoints(books, envelope).addTo(router);
        new TimesheetEndpoints(books, envelope).addTo(router);
        new PayrollAuEndpoints(books, new Envelope(accounting, providerName)).addTo(router);
    }

    PayrollBooks books() {
        return books;
    }

    /** Its templates are whole paths. */
    Router router() {
        return router;
    }

    /** What a call gets where the organisation has no payroll, or the user no right to it; null otherwise. */
    @Nullable
    Answer refusal() {
        return switch (books.refusal) {
            case 0 -> null;
            case 403 -> Identity.forbidden();
            default -> Identity.unauthorizedForPayroll();
        };
    }
}
