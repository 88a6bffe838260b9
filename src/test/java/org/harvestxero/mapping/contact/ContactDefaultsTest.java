package org.harvestxero.mapping.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.harvestxero.mapping.document.XeroSettings.PaymentTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactDefaultsTest {
    @ParameterizedTest
    @CsvSource({
        "30 days, 30, DAYSAFTERBILLDATE",
        "10 days after month, 10, DAYSAFTERBILLMONTH",
        "15 this month, 15, OFCURRENTMONTH",
        "20 next month, 20, OFFOLLOWINGMONTH"
    })
    void termsAreWrittenAsPeopleSayThem(String written, int day, String type) {
        assertThat(ContactDefaults.terms(written)).contains(new PaymentTerms(day, type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "days", "30", "30 days late", "-3 days", "1000 days", "100 next month"})
    void anythingElseIsNone(String written) {
        assertThat(ContactDefaults.terms(written)).isEmpty();
    }

    @Test
    void aCurrencysOwnGoBeforeThoseOfAll() {
        ContactDefaults defaults = new ContactDefaults(
                Map.of("", "30 days"), Map.of("USD", "201"), Map.of(), Map.of("", "All", "EUR", "Euro"));

        assertThat(defaults.of("usd")).satisfies(given -> {
            assertThat(given.salesAccount()).isEqualTo("201");
            assertThat(given.terms()).isEqualTo(new PaymentTerms(30, "DAYSAFTERBILLDATE"));
        });
        assertThat(defaults.of(null))
                .satisfies(given -> assertThat(given.salesAccount()).isNull());
        assertThat(defaults.group("EUR")).contains("Euro");
        assertThat(defaults.group("GBP")).contains("All");
        assertThat(ContactDefaults.NONE.of("USD")).isNull();
        assertThat(ContactDefaults.NONE.group("USD")).isEmpty();
    }
}
