package org.harvestxero.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.junit.jupiter.api.Test;

class ReplayReportTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void totalsAreAddedUpByCurrency() {
        ReplayReport report = new ReplayReport(
                NOON,
                List.of(
                        period("Globex", "2026-10", "100.00", "90.00", "EUR"),
                        period("Acme", "2026-10", "50.00", "50.00", "USD"),
                        period("Acme", "2026-09", "70.00", "60.00", "USD")),
                List.of(new ReplayReport.Left("Initech", "no client of Harvest is called so")));

        assertThat(report.totals().get("USD"))
                .isEqualTo(new ReplayReport.Total(Money.of("120.00", "USD"), Money.of("110.00", "USD"), 1, 1));
        assertThat(report.comparisons())
                .extracting(Comparison::period)
                .containsExactly("2026-09", "2026-10", "2026-10");
        assertThat(report.byClient()).containsOnlyKeys("Acme", "Globex");
        assertThat(report.agrees()).isFalse();
    }

    @Test
    void thePageShowsNamesAsTextAndNeverAsMarkup() {
        ReplayReport report = new ReplayReport(
                NOON,
                List.of(period("<script>alert(1)</script> & \"Sons\"", "2026-10", "1234.50", "0.00", "USD")),
                List.of(new ReplayReport.Left("O'Neill", "it <b>breaks</b>")));

        String page = ReplayHtml.of("Replay of 1 period", report, ZoneId.of("Pacific/Auckland"));

        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("<b>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sons&quot;")
                .contains("O&#39;Neill: it &lt;b&gt;breaks&lt;/b&gt;")
                .contains("+1,234.50")
                .contains("2026-11-23 01:00")
                .contains("Not fully explained: only by the agreement");
    }

    private static Comparison period(String client, String period, String ours, String theirs, String currency) {
        Money our = Money.of(ours, currency);
        Money their = Money.of(theirs, currency);
        boolean agrees = our.equals(their);
        return new Comparison(
                new Named(1, client),
                period,
                our,
                their,
                List.of(),
                List.of(new Comparison.Row(
                        "Website",
                        List.of("Design"),
                        agrees ? List.of("Design") : List.of(),
                        our,
                        their,
                        agrees ? "" : "only by the agreement",
                        agrees)),
                List.of());
    }
}
