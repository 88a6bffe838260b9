package org.harvestxero.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileTextTest {
    private static String become(String raw, String typed) {
        return new FileText(raw).become(typed).raw();
    }

    @Test
    void whatNobodyChangedKeepsItsBytes() {
        for (String raw : new String[] {
            "", "a\n", "a", "a\r\nb\r\n", "a\nb\r\nc", "\n\n# comment \t\n\n", "\ufeffclient: Acme\n", "a\rb\r"
        }) {
            FileText file = new FileText(raw);
            assertThat(file.become(file.shown())).as(raw).isEqualTo(file);
        }
    }

    @Test
    void aChangedLineTakesTheFilesOwnLineEnd() {
        assertThat(become("a\r\nb\r\n", "a\nx\n")).isEqualTo("a\r\nx\r\n");
        assertThat(become("a\nb\r\nc\n", "a\nb\nc\nd\n")).isEqualTo("a\nb\r\nc\nd\n");
        assertThat(become("\ufeffa\n", "x\n")).isEqualTo("\ufeffx\n");
    }

    @Test
    void theEndOfTheFileIsAsTyped() {
        assertThat(become("a\nb", "a\nb\n")).isEqualTo("a\nb\n");
        assertThat(become("a\nb\n", "a\nb")).isEqualTo("a\nb");
        assertThat(become("a", "a\nb")).isEqualTo("a\nb");
        assertThat(become("a\n", "")).isEmpty();
        assertThat(become("", "a\nb\n")).isEqualTo("a\nb\n");
    }

    @Test
    void theSignTellsTextsApart() {
        assertThat(new FileText("a\n").sign())
                .isEqualTo(new FileText("a\n").sign())
                .isNotEqualTo(new FileText("a\r\n").sign())
                .hasSize(64);
    }
}
