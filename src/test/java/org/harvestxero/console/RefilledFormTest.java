package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.harvestxero.console.session.Typed;
import org.junit.jupiter.api.Test;

class RefilledFormTest {
    private static String filled(String html, Map<String, List<String>> values) {
        return RefilledForm.of(html, new Typed("/x", "/x/do", values));
    }

    private static String form(String fields) {
        return "<form method=\"post\" action=\"/console/x/do\">" + fields + "</form>";
    }

    @Test
    void fillsFieldsOfEveryKind() {
        String html = form(
                "<input name=\"a\" value=\"old\" required>"
                        + "<textarea name=\"b\">old</textarea>"
                        + "<select name=\"c\"><option value=\"1\" selected>One</option><option value=\"2\">Two</option></select>"
                        + "<input type=\"checkbox\" name=\"d\" value=\"p\"><input type=\"checkbox\" name=\"d\" value=\"q\" checked>");

        assertThat(filled(
                        html,
                        Map.of(
                                "a",
                                List.of("x \"<y>\" & z"),
                                "b",
                                List.of("l1\nl2"),
                                "c",
                                List.of("2"),
                                "d",
                                List.of("p"))))
                .contains("<input name=\"a\" required value=\"x &#34;&lt;y&gt;&#34; &amp; z\">")
                .contains("<textarea name=\"b\">l1\nl2</textarea>")
                .contains("<option value=\"1\">One</option><option value=\"2\" selected>")
                .contains("value=\"p\" checked>", "value=\"q\">");
    }

    @Test
    void fillsTheFormItWasTypedIntoAlone() {
        String other = "<form method=\"post\" action=\"/console/x/other\"><input name=\"a\" value=\"\"></form>"
                + "<form action=\"/console/x/do\"><input name=\"a\" value=\"\"></form><input name=\"a\">";

        assertThat(filled(other, Map.of("a", List.of("typed")))).isEqualTo(other);
    }

    @Test
    void ofFormsAboutSeveralThingsTheOneAboutTheSame() {
        String html = form("<input type=\"hidden\" name=\"user\" value=\"Ann\"><input name=\"a\" value=\"\">")
                + form("<input type=\"hidden\" name=\"user\" value=\"Bob\"><input name=\"a\" value=\"\">");

        assertThat(filled(html, Map.of("user", List.of("Bob"), "a", List.of("typed"))))
                .contains(
                        "value=\"Ann\"><input name=\"a\" value=\"\">",
                        "value=\"Bob\"><input name=\"a\" value=\"typed\">");
    }

    @Test
    void leavesHiddenFieldsAndPasswordsAndOpensWhatHoldsOthers() {
        String html = "<details class=\"ask\"><summary>More</summary>"
                + form("<input type=\"hidden\" name=\"_csrf\" value=\"mine\"><input type=\"password\" name=\"p\">"
                        + "<input name=\"a\">")
                + "</details>";

        assertThat(filled(html, Map.of("p", List.of("secret"), "a", List.of("typed"))))
                .contains("<details class=\"ask\" open>", "value=\"mine\"", "value=\"typed\"")
                .doesNotContain("secret");
    }

    @Test
    void fillsFieldsOfOneNameInTheirOrder() {
        assertThat(filled(
                        form("<input name=\"a\"><input name=\"a\"><input name=\"a\">"), Map.of("a", List.of("1", "2"))))
                .contains("<input name=\"a\" value=\"1\"><input name=\"a\" value=\"2\"><input name=\"a\">");
    }
}
