package org.harvestxero.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.harvestxero.api.Deal;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the form writes can be read, and says what was filled in. */
class DealTextTest {
    private static final LocalDate START = LocalDate.parse("2026-11-01");

    private static Deal deal(Deal.Charge charge) {
        return deal("Acme", charge, null);
    }

    private static Deal deal(String client, Deal.Charge charge, Deal.Order order) {
        return new Deal(new Deal.Party(client, START, null), new Deal.Dates("month", "net 14", false), charge, order);
    }

    private static AgreementVersion read(Deal deal) throws AgreementRefusedException {
        return new AgreementCatalogue(Path.of("agreements"), ZoneOffset.UTC).tried("x.yaml", DealText.of(deal));
    }

    private static Agreement terms(Deal deal) throws AgreementRefusedException {
        return read(deal).in(Currency.getInstance("USD"));
    }

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    @Test
    void aPlainClientNeedsFewLines() throws AgreementRefusedException {
        assertThat(DealText.of(deal(new Deal.Hourly(null, null, 0)))).isEqualTo("""
                # yaml-language-server: $schema=agreement.schema.json
                client: Acme
                start: 2026-11-01
                calendar: {due: net 14}
                """);
        assertThat(read(deal(new Deal.Hourly(of("95.50"), of("100"), 15))).kinds())
                .containsExactly("hourly");
    }

    @Test
    void aRetainerCarriesItsHoursOver() throws AgreementRefusedException {
        Deal.Retainer retainer = new Deal.Retainer(
                of("1500"), of("20"), new Deal.Rest("carried over", of("10"), 2), new Deal.Overage(of("110"), true));

        String text = DealText.of(deal(retainer));

        assertThat(text)
                .contains("fee: 1500", "included: {hours: 20}", "unused: carried over", "carryLimit: {hours: 10}")
                .contains("carryPeriods: 2", "overage: {rate: 110, withoutApproval: {hours: 0}}");
        assertThat(read(deal(retainer)).kinds()).containsExactly("retainer");
        assertThat(terms(deal(retainer)).rules()).hasSize(1);
    }

    @Test
    void aFixedFeeHasMilestones() throws AgreementRefusedException {
        Deal.Fixed fixed = new Deal.Fixed(List.of(
                new Deal.Milestone("Design: first \"draft\"", of("5000"), START.plusMonths(1)),
                new Deal.Milestone("Launch", of("2500.50"), null)));

        assertThat(DealText.of(deal(fixed)))
                .contains("- name: \"Design: first \\\"draft\\\"\"", "amount: 2500.5", "on: 2026-12-01");
        assertThat(read(deal(fixed)).kinds()).containsExactly("fixed");
    }

    @Test
    void aFeeInAdvanceLeavesOtherProjectsToTheHour() throws AgreementRefusedException {
        Deal.Advance advance =
                new Deal.Advance(of("600"), of("10"), List.of("Support", "No. 7"), new Deal.Overage(null, false));

        assertThat(terms(deal(advance)).rules()).hasSize(2);
        assertThat(terms(deal(advance)).calendar().inAdvance()).isTrue();
        assertThat(read(deal(new Deal.Advance(of("600"), of("10"), List.of(), new Deal.Overage(of("75"), false))))
                        .kinds())
                .containsExactly("retainer");
    }

    @Test
    void anOrderLimitsWhatIsBilled() throws AgreementRefusedException {
        Deal.Order order = new Deal.Order("4711", of("25000"), null);
        Deal withOrder = deal("Acme", new Deal.Hourly(null, null, 0), order);

        assertThat(DealText.of(withOrder)).contains("- number: \"4711\"", "money: 25000");
        assertThat(terms(deal("Acme", new Deal.Hourly(null, null, 0), new Deal.Order("PO 1", null, of("200"))))
                        .limits()
                        .caps())
                .hasSize(1);
        assertThat(terms(withOrder).books().purchaseOrders()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme & Sons",
                "no",
                "4711",
                "- dash",
                "a: b # c",
                "\"quoted\" \\ back",
                "Größe, 東京 \u202e",
                "{x}",
                "tab\there",
                "<b>Ltd</b>",
                "O'Neill"
            })
    void anyNameOfAClientIsReadBackAsItIs(String name) throws AgreementRefusedException {
        assertThat(read(deal(name, new Deal.Hourly(null, null, 0), null)).client())
                .isEqualTo(name);
    }
}
