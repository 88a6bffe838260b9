package org.harvestxero.mapping.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XeroStatusTest {
    @ParameterizedTest
    @CsvSource({
        "DRAFT, true, false, false",
        "SUBMITTED, true, false, false",
        "AUTHORISED, false, true, false",
        "PAID, false, true, false",
        "VOIDED, false, false, true",
        "DELETED, false, false, true",
        "ARCHIVED, false, false, false",
        "'', false, false, false",
        ", false, false, false"
    })
    void saysWhereADocumentStands(String word, boolean unapproved, boolean issued, boolean ended) {
        assertThat(XeroStatus.isUnapproved(word)).isEqualTo(unapproved);
        assertThat(XeroStatus.isIssued(word)).isEqualTo(issued);
        assertThat(XeroStatus.isEnded(word)).isEqualTo(ended);
    }

    @Test
    void aWordThatXeroAddsIsNoneOfThese() {
        assertThat(XeroStatus.of("ARCHIVED")).isEmpty();
        assertThat(XeroStatus.of("VOIDED")).contains(XeroStatus.VOIDED);
        assertThat(XeroStatus.PAID.is("ARCHIVED")).isFalse();
    }
}
