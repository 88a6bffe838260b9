package org.harvestxero.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.SideException;
import org.harvestxero.config.SettingsException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class PlainFailuresTest {
    @Test
    void aDatabaseThatIsAwayIsASentenceWithARemedy() {
        RuntimeException plain = PlainFailures.of(new CannotGetJdbcConnectionException(
                "Failed to obtain JDBC Connection",
                new SQLException("Connection to localhost:5432 refused. Check that the hostname is correct", "08001")));

        assertThat(plain)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessage(
                        "The database can't be worked with: Connection to localhost:5432 refused. See to the database;"
                                + " the work goes on by itself once it can be worked with again.");
    }

    @Test
    void oursKeepTheirSentences() {
        assertThat(PlainFailures.of(new SettingsException("Set copy.since.")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage("Set copy.since.");
        assertThat(PlainFailures.of(new DecisionException("It was decided already.")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("It was decided already.");
        assertThat(PlainFailures.of(new SideException("Xero gave no answer.", new SQLException("secret"))))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessage("Xero gave no answer.");
    }

    @Test
    void wordsThatWereMeantForNobodyStayInTheLog() {
        for (RuntimeException failure : new RuntimeException[] {
            new NullPointerException("secret"), new IllegalStateException(new SQLException("secret"))
        }) {
            assertThat(PlainFailures.of(failure))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasNoCause()
                    .message()
                    .startsWith("Something unforeseen went wrong.")
                    .doesNotContain("secret");
        }
    }
}
