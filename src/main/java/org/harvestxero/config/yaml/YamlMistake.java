package org.harvestxero.config.yaml;

/** A place in a YAML text that can't be understood; whoever reads the file words it. */
public final class YamlMistake extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int line;
    private final String detail;

    /** @param line from 1; @param detail what of it, such as the key that is given twice; may be empty */
    YamlMistake(Kind kind, int line, String detail) {
        super(kind + " in line " + line + ": " + detail);
        this.kind = kind;
        this.line = line;
        this.detail = detail;
    }

    /** What is wrong. */
    public enum Kind {
        /** No YAML; the detail says why. */
        SYNTAX,
        /** The text could not be read; the detail says why. */
        UNREADABLE,
        /** A key that is given before; the detail is the key. */
        REPEATED_KEY,
        ALIAS,
        SECOND_DOCUMENT
    }

    public Kind kind() {
        return kind;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    public String detail() {
        return detail;
    }
}
