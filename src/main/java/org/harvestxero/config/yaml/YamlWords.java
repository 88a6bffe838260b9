package org.harvestxero.config.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what keeps a text from being YAML without the parser's own words. */
public final class YamlWords {
    private YamlWords() {}

    /**
     * The line to look at.
     *
     * @param text the whole of it
     * @param told the line the parser names, from 1
     */
    public static int line(String text, @Nullable String parser, int told) {
        if (parser != null && parser.contains("\\t(TAB)")) {
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).matches(" *\t.*")) {
                    return i + 1;
                }
            }
        }
        return told;
    }

    /** @param parser what the parser said */
    public static String of(@Nullable String parser) {
        String said = parser == null ? "" : parser;
        if (said.contains("\\t(TAB)") || said.contains("'\\t'")) {
            return "a tab stands where a line begins; begin lines with blanks";
        }
        if (said.contains("mapping values are not allowed here")) {
            return "a colon stands where none can; put a text that holds a colon in quotes, and begin lines that belong together"
                    + " in the same column";
        }
        if (said.contains("quoted scalar")) {
            return "a quote is opened and not closed";
        }
        if (said.contains("unknown escape character")) {
            return "a backslash stands in double quotes; use single quotes";
        }
        if (said.contains("flow sequence")) {
            return "a list begun with [ is not closed, or a comma is missing in it";
        }
        if (said.contains("flow mapping")) {
            return "keys begun with { are not closed, or a comma is missing between them";
        }
        if (said.contains("could not find expected ':'")) {
            return "a key without its colon; write key: value";
        }
        if (said.contains("expected <block end>")
                || said.contains("block collection")
                || said.contains("block mapping")) {
            return "the line begins in another column than those it belongs to; begin them alike";
        }
        if (said.contains("cannot start any token")) {
            return "a text begins with a sign that means something else here; put it in quotes";
        }
        if (said.contains("expected node content") || said.contains("end of stream") || said.contains("stream end")) {
            return "something that begins here does not end; look for [ and { that are not closed";
        }
        return said.contains("alias")
                ? "a text begins with * or &; put it in quotes"
                : "it can't be read here; look at colons, quotes, brackets and where lines begin";
    }
}
