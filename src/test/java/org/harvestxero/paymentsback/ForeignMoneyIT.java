package org.harvestxero.paymentsback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money on invoices that are not in the organisation's own currency. */
class ForeignMoneyIT extends PaymentsBackScenario {
    private long foreign;

    private void beginIn(String currency) {
        begin();
        xero().addCurrency(currency);
        long abroad = harvest().add(aClient("Boulangerie Exemple").currency(currency));
        foreign = harvest()
                .add(anInvoice(abroad)
                        .number("INV-F")
                        .currency(currency)
                        .issued(DAY)
                        .line("Work", "1", "1000")
                        .open());
        scenario.restart(Map.of(FOLLOW, "follow"));
        scenario.once();
        assertThat(scenario.invoice("INV-F").path("CurrencyCode").asText()).isEqualTo(currency);
    }

    @ParameterizedTest
    @CsvSource({"EUR", "USD"})
    void moneyCrossesBothWaysInTheInvoicesCurrency(String currency) {
        beginIn(currency);
        UUID back = paid("INV-F", "400", DAY);
        long forth = harvest().pay(foreign, aPayment("250").on(DAY.plusDays(30)).notes("wire"));

        scenario.once();
        assertThat(scenario.once().failed()).isEmpty();

        assertThat(payments(foreign))
                .hasSize(2)
                .anySatisfy(payment -> assertThat(payment).startsWith("400.00 2026-11-05 XP" + back));
        assertThat(inHarvest(foreign).path("due_amount").decimalValue()).isEqualByComparingTo("350");
        assertThat(scenario.invoice("INV-F").path("AmountDue").decimalValue()).isEqualByComparingTo("350");
        assertThat(standingInXero())
                .hasSize(2)
                .anySatisfy(payment ->
                        assertThat(payment.path("Reference").asText()).startsWith("HP" + forth));
    }

    @Test
    void anInvoiceOfAnotherCurrencyThanItsTwinIsAskedAbout() {
        beginIn("EUR");
        paid("INV-F", "400", DAY);
        harvest().edit("/invoices/" + foreign, Map.of("currency", "USD"));

        assertThat(causes(scenario.once())).contains("payment-back-currency");
        assertThat(payments(foreign)).isEmpty();
    }
}
