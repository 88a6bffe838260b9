package org.harvestxero.mapping.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.harvestxero.mapping.failure.FailureCode.RetryTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCodeTest {
    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void eachHasASentenceAndARemedyInPlainWords(FailureCode code) {
        String sentence = code.sentence("X", Map.of());
        String remedy = code.remedy("X", Map.of());

        assertThat(sentence).matches("(?s)[A-Z].*[.?X]").doesNotContain("null", "  ");
        assertThat(remedy).matches("[A-Z].*\\.").doesNotContain("null", "  ");
        assertThat(code.key()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void noTextIsLeftOver() {
        ResourceBundle texts = ResourceBundle.getBundle("org.harvestxero.mapping.failure.failure-texts", Locale.ROOT);

        assertThat(texts.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(FailureCode.values())
                        .flatMap(code -> Stream.of(code.key() + ".sentence", code.key() + ".remedy"))
                        .toList());
    }

    @Test
    void fillsSubjectAndFacts() {
        Problem problem = Problem.of(FailureCode.NEGATIVE_TOTAL, "1042")
                .with("amount", "-5.00")
                .with("currency", "EUR");

        assertThat(problem.sentence())
                .isEqualTo("Invoice 1042 has the negative total -5.00 EUR, which Xero doesn't take as an invoice.");
    }

    @Test
    void aSubjectThatLooksLikeATemplateIsTakenAsItIs() {
        Problem problem = Problem.of(FailureCode.NEGATIVE_TOTAL, "{amount}")
                .with("amount", "{subject}")
                .with("currency", "EUR");

        assertThat(problem.sentence())
                .isEqualTo(
                        "Invoice {amount} has the negative total {subject} EUR, which Xero doesn't take as an invoice.");
    }

    @Test
    void aMissingFactLeavesNoBracesBehind() {
        assertThat(Problem.of(FailureCode.NEGATIVE_TOTAL, "1042").sentence())
                .isEqualTo("Invoice 1042 has the negative total ? ?, which Xero doesn't take as an invoice.");
    }

    @Test
    void eachSaysWhatMakesItGoAway() {
        assertThat(FailureCode.ACCOUNT_ARCHIVED.heals()).isEqualTo(RetryTrigger.BY_SETTINGS);
        assertThat(FailureCode.SOURCE_TOTAL_DIFFERS.heals()).isEqualTo(RetryTrigger.BY_SOURCE_CHANGE);
        assertThat(FailureCode.TOTAL_DIFFERS.heals()).isEqualTo(RetryTrigger.BY_PERSON);
    }
}
