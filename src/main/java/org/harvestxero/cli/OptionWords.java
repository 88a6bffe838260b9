package org.harvestxero.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads amounts, days and whole numbers of options, and says in plain words what is none. */
final class OptionWords {
    private OptionWords() {}

    /** For the commands that the line has so far. */
    static CommandLine in(CommandLine line) {
        return line.registerConverter(BigDecimal.class, OptionWords::number)
                .registerConverter(LocalDate.class, OptionWords::day)
                .registerConverter(int.class, OptionWords::count)
                .registerConverter(Integer.class, OptionWords::count);
    }

    /** Only as scripts write it: what stands for thousands here stands for the cents there. */
    static BigDecimal number(String text) {
        if (!text.matches("[+-]?\\d{1,15}(\\.\\d{1,9})?")) {
            throw new TypeConversionException(
                    "\"" + text
                            + "\" is no number: write it with a dot before the decimals and nothing between thousands, like 1234.50");
        }
        return new BigDecimal(text);
    }

    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("\"" + text + "\" is no day: write year, month and day, like 2026-11-30");
        }
    }

    static int count(String text) {
        if (!text.matches("[+-]?\\d{1,9}")) {
            throw new TypeConversionException("\"" + text + "\" is no whole number: write it like 12");
        }
        return Integer.parseInt(text);
    }
}
