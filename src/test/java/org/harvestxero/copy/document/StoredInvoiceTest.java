package org.harvestxero.copy.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.harvestxero.mapping.document.TargetInvoice;
import org.junit.jupiter.api.Test;

class StoredInvoiceTest {
    @Test
    void anInvoiceStoredBeforeThereWereRatesIsReadAsWithoutOne() {
        TargetInvoice invoice = StoredJson.read("""
                {"kind":"INVOICE","sourceId":1,"clientId":2,"number":"7","status":"AUTHORISED","confirmFirst":false,
                "date":"2026-11-02","dueDate":"2026-12-02","currency":"USD","reference":null,"url":"https://h/invoices/1",
                "brandingThemeId":null,"lines":[],"subtotal":0.00,"totalTax":0.00,"total":0.00}
                """, TargetInvoice.class);

        assertThat(invoice.currencyRate()).isNull();
        assertThat(StoredJson.read(StoredJson.write(invoice), TargetInvoice.class))
                .isEqualTo(invoice);
    }
}
