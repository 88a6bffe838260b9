package org.harvestxero.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.config.yaml.YamlText.UnfitTextException;
import org.junit.jupiter.api.Test;

/** All that is not meant stays as somebody wrote it, to the byte. */
class YamlTextTest {
    private static final String WRITTEN = """
            # Ours. Don't touch: 'quotes' "stay"   \s

            rules:   # a list
              - why: Hosting   # apart
                when: {kind: Hosting, client: 'O''Neill & Söhne 🧁'}
                use: {account: '0260' ,  taxType: "OUTPUT2"}   # by hand

              # between two rules
              -   when:
                      client: Acme
                  use:
                      account: 200   # plain
                      tracking: {Region: North}

            # the end, with what comes after
            expenses: {account: "429"}
            """;

    private static Map<String, Object> rule() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("why", "Chosen by \"Bob\"");
        rule.put("when", Map.of("client", "Sample: Bakery # 1"));
        rule.put("use", Map.of("account", "0260"));
        return rule;
    }

    private static void changesOnly(String before, String after, String from, String to) {
        assertThat(after).isEqualTo(before.replace(from, to));
    }

    @Test
    void aValueIsReplacedInItsOwnQuotes() {
        YamlText text = YamlText.of(WRITTEN);
        changesOnly(WRITTEN, text.with("/rules/0/use/account", "0270").toString(), "'0260'", "'0270'");
        changesOnly(WRITTEN, text.with("/rules/0/use/taxType", "NONE").toString(), "\"OUTPUT2\"", "\"NONE\"");
        changesOnly(WRITTEN, text.with("/rules/0/use/account", "it's").toString(), "'0260'", "'it''s'");
    }

    @Test
    void aPlainValueGetsQuotesSoThatItStaysAText() {
        YamlText text = YamlText.of(WRITTEN);
        changesOnly(
                WRITTEN, text.with("/rules/1/use/account", "0200").toString(), "account: 200 ", "account: \"0200\" ");
        changesOnly(
                WRITTEN, text.with("/rules/1/use/tracking/Region", "No").toString(), "Region: North", "Region: \"No\"");
    }

    @Test
    void aKeyThatIsMissingIsAddedBehindTheOthers() {
        YamlText text = YamlText.of(WRITTEN);
        changesOnly(
                WRITTEN,
                text.with("/rules/0/use/itemCode", "WEB").toString(),
                "\"OUTPUT2\"}",
                "\"OUTPUT2\", itemCode: \"WEB\"}");
        changesOnly(
                WRITTEN,
                text.with("/rules/1/use/taxType", "NONE").toString(),
                "tracking: {Region: North}\n",
                "tracking: {Region: North}\n          taxType: \"NONE\"\n");
    }

    @Test
    void aRuleIsAddedBehindTheLastAndBeforeTheCommentsThatFollow() {
        changesOnly(
                WRITTEN,
                YamlText.of(WRITTEN).withItem("/rules", rule()).toString(),
                "tracking: {Region: North}\n",
                "tracking: {Region: North}\n  - why: \"Chosen by \\\"Bob\\\"\"\n    when: {client: \"Sample: Bakery # 1\"}\n"
                        + "    use: {account: \"0260\"}\n");
    }

    @Test
    void theFirstRuleTakesThePlaceOfAnEmptyList() {
        String lines = "  - when: {client: \"A\"}\n    use: {account: \"1\"}\n";
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("when", Map.of("client", "A"));
        rule.put("use", Map.of("account", "1"));
        assertThat(YamlText.of("# c\nrules: [] # none yet\n\n# end\n")
                        .withItem("/rules", rule)
                        .toString())
                .isEqualTo("# c\nrules: # none yet\n" + lines + "\n# end\n");
        assertThat(YamlText.of("rules:\n").withItem("/rules", rule).toString()).isEqualTo("rules:\n" + lines);
        assertThat(YamlText.of("rules: # soon\n# end").withItem("/rules", rule).toString())
                .isEqualTo("rules: # soon\n" + lines + "# end");
        assertThat(YamlText.of("rules: []").withItem("/rules", rule).toString()).isEqualTo("rules:\n" + lines);
        assertThat(YamlText.of("").withItem("/rules", rule).toString()).isEqualTo("rules:\n" + lines);
        assertThat(YamlText.of("# only words").withItem("/rules", rule).toString())
                .isEqualTo("# only words\nrules:\n" + lines);
        assertThat(YamlText.of("expenses: {account: \"1\"} # so\n")
                        .withItem("/rules", rule)
                        .toString())
                .isEqualTo("expenses: {account: \"1\"} # so\nrules:\n" + lines);
        assertThat(YamlText.of("{rules: []}\n").withItem("/rules", rule).toString())
                .isEqualTo("{rules: [{when: {client: \"A\"}, use: {account: \"1\"}}]}\n");
        assertThat(YamlText.of("rules: [{use: {account: 1}} , ]\n")
                        .withItem("/rules", rule)
                        .toString())
                .isEqualTo("rules: [{use: {account: 1}}, {when: {client: \"A\"}, use: {account: \"1\"}} , ]\n");
        assertThat(YamlText.of("expenses:\n  rules: []\n")
                        .withItem("/expenses/rules", rule)
                        .toString())
                .isEqualTo("expenses:\n  rules:\n" + lines.indent(2));
    }

    @Test
    void linesEndAsTheyDidAndALeadingMarkStays() {
        String written = "\ufeff# c\r\nrules:\r\n- use: {account: '1'}\r\n";
        YamlText text = YamlText.of(written);
        assertThat(text.with("/rules/0/use/account", "2").toString()).isEqualTo(written.replace("'1'", "'2'"));
        assertThat(text.withItem("/rules", Map.of("use", Map.of("account", "3")))
                        .toString())
                .isEqualTo(written + "- use: {account: \"3\"}\r\n");
    }

    @Test
    void whatNobodyCouldSeeIsEscapedAndReadBackTheSame() {
        String odd = "a\u202eb\tc\u0000\"\\\u2028😀";
        YamlText text = YamlText.of("rules: []\n").withItem("/rules", Map.of("use", Map.of("account", odd)));
        assertThat(text.value("/rules/0/use/account")).hasValue(odd);
        assertThat(text.toString()).contains("\\u202e").doesNotContain("\u202e");
        assertThat(YamlText.of("rules: []\n")
                        .withItem("/rules", Map.of("use", Map.of("tracking", Map.of("No", "on"))))
                        .toString())
                .isEqualTo("rules:\n  - use: {tracking: {\"No\": \"on\"}}\n");
    }

    @Test
    void whatCanNotBeChangedAloneIsRefused() {
        assertThatThrownBy(() -> YamlText.of("rules:\n  - use:\n      account: |\n        200\n")
                        .with("/rules/0/use/account", "1"))
                .isInstanceOf(UnfitTextException.class)
                .hasMessageContaining("over several lines");
        assertThatThrownBy(() -> YamlText.of("a: &x 1\nb: *x\n").with("/a", "2"))
                .isInstanceOf(UnfitTextException.class);
        assertThatThrownBy(() -> YamlText.of("rules: [")).isInstanceOf(UnfitTextException.class);
        assertThatThrownBy(() -> YamlText.of("- a\n").withItem("/rules", rule()))
                .isInstanceOf(UnfitTextException.class);
        assertThatThrownBy(() -> YamlText.of("rules: 1\n").withItem("/rules", rule()))
                .isInstanceOf(UnfitTextException.class);
    }

    @Test
    void placesHaveLines() {
        assertThat(YamlText.of(WRITTEN).line("/rules/1/use/account")).hasValue(12);
        assertThat(YamlText.of(WRITTEN).line("/rules/7")).isEmpty();
    }
}
