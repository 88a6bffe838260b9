package org.harvestxero.store.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentStateTest {
    @ParameterizedTest
    @CsvSource({"changed, CHANGED", "edit, EDIT", "planned, PLANNED", "skipped, SKIPPED", "gone, GONE"})
    void isStoredByItsWord(String word, DocumentState state) {
        assertThat(DocumentState.of(word)).isEqualTo(state);
        assertThat(state.code()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "resting", "GONE", "unknown"})
    void anotherWordIsReadAsNone(String word) {
        assertThat(DocumentState.of(word)).isEqualTo(DocumentState.UNKNOWN);
    }

    @Test
    void noneIsNeverWritten() {
        assertThatThrownBy(DocumentState.UNKNOWN::code).isInstanceOf(IllegalStateException.class);
    }
}
