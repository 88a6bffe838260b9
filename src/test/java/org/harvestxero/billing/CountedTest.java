package org.harvestxero.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void oneIsSaidOtherwiseThanNoneAndSeveral() {
        assertThat(Counted.of(0, "line")).isEqualTo("0 lines");
        assertThat(Counted.of(1, "line")).isEqualTo("1 line");
        assertThat(Counted.of(2, "entry", "entries")).isEqualTo("2 entries");
        assertThat(Counted.of(1, "entry has", "entries have") + " no notes").isEqualTo("1 entry has no notes");
    }
}
