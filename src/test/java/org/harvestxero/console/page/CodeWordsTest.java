package org.harvestxero.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeWordsTest {
    @Test
    void readsACodeAsPeopleDo() {
        assertThat(CodeWords.named("payment-only-in-xero")).isEqualTo("Payment only in Xero");
        assertThat(CodeWords.named("written-off-in-harvest")).isEqualTo("Written off in Harvest");
        assertThat(CodeWords.named("harvest-shows-not-all")).isEqualTo("Harvest shows not all");
        assertThat(CodeWords.named("")).isEmpty();
    }
}
