package org.harvestxero.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenCallsTest {
    @Test
    void theEndOfATokenCanBeStoredWhateverTheAnswerSays() {
        assertThat(TokenCalls.lifetime(new BigDecimal("1800"))).isEqualTo(Duration.ofMinutes(30));
        assertThat(TokenCalls.lifetime(null)).isEqualTo(Duration.ofMinutes(20));
        assertThat(TokenCalls.lifetime(new BigDecimal("-5"))).isEqualTo(Duration.ZERO);
        assertThat(TokenCalls.lifetime(new BigDecimal("99999999999999999999"))).isEqualTo(Duration.ofDays(400));
    }
}
