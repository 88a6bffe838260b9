package org.harvestxero.xero;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeepLinksTest {
    private static final String ID = "1050b3a7-66b7-4c69-aae7-7ba02b9e81c4";

    private final DeepLinks links = new DeepLinks("https://go.xero.com/");

    @Test
    void opensAnInvoiceInItsOrganisation() {
        assertThat(links.invoice(ID, "!Ab1cD"))
                .isEqualTo("https://go.xero.com/organisationlogin/default.aspx?shortcode=%21Ab1cD"
                        + "&redirecturl=%2FAccountsReceivable%2FView.aspx%3FInvoiceID%3D" + ID);
    }

    @Test
    void opensItInTheActiveOrganisationWithoutAShortCode() {
        assertThat(links.invoice(ID, null))
                .isEqualTo("https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=" + ID);
        assertThat(links.bill(ID, null)).isEqualTo("https://go.xero.com/AccountsPayable/View.aspx?InvoiceID=" + ID);
        assertThat(links.contact(ID, null)).isEqualTo("https://go.xero.com/Contacts/View/" + ID);
    }
}
