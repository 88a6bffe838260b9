package org.harvestxero.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.harvestxero.config.secret.Secret;
import org.junit.jupiter.api.Test;

class RefusedTokensTest {
    private long nanos;
    private final RefusedTokens refused = new RefusedTokens(() -> nanos);

    private void refuse(String token, int afterSeconds) {
        nanos += Duration.ofSeconds(afterSeconds).toNanos();
        refused.refused(new AccessToken(Secret.of(token), Instant.MAX));
    }

    @Test
    void distinctNewTokensRefusedForFiveMinutesMeanThatConsentDied() {
        refuse("old", 0);
        refuse("a", 1);
        refuse("b", 299);
        assertThat(refused.deadFor()).isEmpty();

        refuse("c", 1);

        assertThat(refused.deadFor()).contains(Duration.ofSeconds(300));
    }

    @Test
    void oneTokenRefusedOverAndOverMeansNothing() {
        refuse("old", 0);
        refuse("a", 1);
        refuse("a", 3600);
        refuse("old", 3600);

        assertThat(refused.deadFor()).isEmpty();
    }

    @Test
    void aTokenThatIsTakenBeginsTheCountAnew() {
        refuse("old", 0);
        refuse("a", 1);
        refuse("b", 290);
        refused.worked();
        refuse("b", 3600);
        refuse("c", 1);
        refuse("d", 1);

        assertThat(refused.deadFor()).isEmpty();
    }
}
