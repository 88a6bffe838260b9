package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTextTest {
    private static String with(String text, String key, String value) {
        return new PropertiesText(text).with(Map.of(key, value));
    }

    private static String read(String text, String key) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties.getProperty(key);
    }

    @Test
    void replacesTheValueAndNothingElse() {
        String text = "# ours\r\n  copy.since = 2026-01-01\r\n\r\n! kept\r\nxero.client-id:abc\r\n";

        assertThat(with(text, "copy.since", "2026-11-01"))
                .isEqualTo("# ours\r\n  copy.since = 2026-11-01\r\n\r\n! kept\r\nxero.client-id:abc\r\n");
        assertThat(with(text, "xero.client-id", "def")).isEqualTo(text.replace("abc", "def"));
    }

    @Test
    void putsANewOneBelowTheLineThatShowsItCommentedOut() {
        assertThat(with("# First day.\n#copy.since=\n# Accounts.\n", "copy.since", "2026-11-01"))
                .isEqualTo("# First day.\n#copy.since=\ncopy.since=2026-11-01\n# Accounts.\n");
    }

    @Test
    void putsMembersOfAFamilyTogether() {
        assertThat(with("copy.payment-account=090\nlog.level=info\n", "copy.payment-account.USD", "091"))
                .isEqualTo("copy.payment-account=090\ncopy.payment-account.USD=091\nlog.level=info\n");
    }

    @Test
    void putsWhatHasNoPlaceAtTheEnd() {
        assertThat(with("log.level=info", "copy.since", "2026-11-01"))
                .isEqualTo("log.level=info\ncopy.since=2026-11-01\n");
        assertThat(with("", "copy.since", "2026-11-01")).isEqualTo("copy.since=2026-11-01\n");
    }

    @Test
    void takesBackByAnEmptyValue() {
        assertThat(with("a=1\ncopy.since=2026-11-01 \nb=2\n", "copy.since", "")).isEqualTo("a=1\ncopy.since=\nb=2\n");
        assertThat(with("a=1\n", "copy.since", "")).isEqualTo("a=1\n");
    }

    @Test
    void understandsValuesOverSeveralLinesAndEscapes() throws IOException {
        String text = "mail.to=one@example.com,\\\n   two@example.com\nmail\\.from=a@example.com\n";

        assertThat(with(text, "mail.to", "three@example.com"))
                .isEqualTo("mail.to=three@example.com\nmail\\.from=a@example.com\n");
        assertThat(read(with(text, "mail.from", "b@example.com"), "mail.from")).isEqualTo("b@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"C:\\keys\\x", "=starts", ":starts", "a = b : c # d", "Zoë, 日本", "{{env:NAME}}", "tab\there"})
    void writesWhatIsReadAgain(String value) throws IOException {
        for (String text :
                new String[] {"", "copy.tracking-category=x\n", "copy.tracking-category x\n", "copy.tracking-category\n"
                }) {
            assertThat(read(with(text, "copy.tracking-category", value), "copy.tracking-category"))
                    .as(text)
                    .isEqualTo(value);
        }
    }

    @Test
    void refusesAValueOfSeveralLines() {
        assertThatThrownBy(() -> with("", "copy.since", "1\ncopy.drafts=false"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("one line");
    }

    @Test
    void showsNoSecret() {
        String before =
                "xero.client-secret=old-secret\n#mail.password=was-secret\nxero.client-id=abc\ndatabase.url=jdbc:x://me:pw@host/db\n";
        String after = with(before, "xero.client-secret", "new-secret");

        assertThat(new PropertiesText(after).shown(before))
                .contains("xero.client-secret=****** (new)", "#mail.password=******", "xero.client-id=abc")
                .doesNotContain("old-secret", "new-secret", "was-secret", "pw@");
        assertThat(new PropertiesText(before).shown(before)).contains("xero.client-secret=******\n");
    }
}
