package org.harvestxero.billing.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.terms.Texts.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    private static final Set<String> KNOWN = Set.of("project", "task");

    @Test
    void eachNameInBracesIsReplacedAndAnUnknownValueIsNothing() {
        Template template = Template.of("{project}: {task}!", KNOWN);

        assertThat(template.fill(Map.of("project", "Website", "task", "Design")::get))
                .isEqualTo("Website: Design!");
        assertThat(template.fill(Map.of("project", "Website")::get)).isEqualTo("Website: !");
        assertThat(Template.of(" {task} ", KNOWN).fill(Map.of("task", "Design")::get))
                .isEqualTo("Design");
        assertThat(Template.of("plain", KNOWN).fill(name -> "x")).isEqualTo("plain");
    }

    @Test
    void aNameNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Template.of("{taks}", KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown name {taks}; known are project, task");
    }

    @Test
    void templatesAreEqualByTheirText() {
        Template template = Template.of("{task}", KNOWN);

        assertThat(template)
                .isEqualTo(Template.of("{task}", Set.of("task")))
                .hasSameHashCodeAs("{task}")
                .hasToString("{task}")
                .isNotEqualTo(Template.of("{project}", KNOWN))
                .isNotEqualTo("{task}");
        assertThat(template.isEmpty()).isFalse();
        assertThat(Template.of("", KNOWN).isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HOURS      | {group}, {period}",
                "OVERAGE    | {rule}: hours beyond the included {included}, {group}, {period}",
                "FEE        | {rule}, {fee-period}",
                "PHASE      | {rule}: {phase}",
                "EXPENSE    | {category}: {notes} ({project}, {day})",
                "MINIMUM    | {rule}: minimum charge, {period}",
                "CREDIT     | {rule}: unused {hours} of {period}",
                "DISCOUNT   | {reason}",
                "CORRECTION | Correction for {corrected-period}",
                "REFERENCE  | {purchase-order}",
            })
    void whatAnAgreementLeavesOutHasADefault(Place place, String text) {
        assertThat(Texts.plain().at(place)).hasToString(text);
        assertThat(Texts.of(Map.of(Place.NOTES, "Thank you")).at(place)).hasToString(text);
    }

    @Test
    void anAgreementsOwnWordsComeFirst() {
        Texts texts = Texts.of(Map.of(Place.FEE, "Plan {month}"));

        assertThat(texts.at(Place.FEE)).hasToString("Plan {month}");
        assertThat(texts.at(Place.NUMBER).isEmpty()).isTrue();
    }

    /** The reference stands on the invoice, where no line's project is. */
    @Test
    void onlyLinesKnowTheWorkTheyBill() {
        assertThat(Texts.of(Map.of(Place.HOURS, "{project} {client}")).at(Place.HOURS))
                .hasToString("{project} {client}");
        assertThatThrownBy(() -> Texts.of(Map.of(Place.REFERENCE, "{project}")))
                .hasMessage("Unknown name {project}; known are client, label, month, period, period-end, period-start,"
                        + " purchase-order, quarter, year");
    }
}
