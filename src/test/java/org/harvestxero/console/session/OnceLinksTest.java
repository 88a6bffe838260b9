package org.harvestxero.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OnceLinksTest {
    private final AtomicLong now = new AtomicLong(17);
    private final OnceLinks links = new OnceLinks(now::get);

    @Test
    void aKeyIsLookedAtAsOftenAsOneLikesAndUsedOnce() {
        String key = links.make("Ada");

        assertThat(links.look(key)).get().extracting(OnceLinks.Entry::user).isEqualTo("Ada");
        assertThat(links.look(key)).isPresent();
        assertThat(links.use(key)).isPresent();
        assertThat(links.use(key)).isEmpty();
        assertThat(links.look(key)).isEmpty();
    }

    @Test
    void aKeyIsTooOldAfterADay() {
        String key = links.make(null);

        now.addAndGet(Duration.ofHours(25).toNanos());

        assertThat(links.use(key)).isEmpty();
    }

    @Test
    void onceThereIsAUserNoOtherFirstOneCanBeMade() {
        String first = links.make(null);
        String ada = links.make("Ada");

        links.closeFirst();

        assertThat(links.use(first)).isEmpty();
        assertThat(links.use(ada)).isPresent();
    }
}
