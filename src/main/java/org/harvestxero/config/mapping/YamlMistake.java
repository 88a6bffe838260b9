package org.harvestxero.config.mapping;

/** A place in a YAML text that can't be understood. */
final class YamlMistake extends Exception {
    private final int line;

    /** @param line from 1 */
    YamlMistake(int line, String words) {
        super(words);
        this.line = line;
    }

    int line() {
        return line;
    }
}
