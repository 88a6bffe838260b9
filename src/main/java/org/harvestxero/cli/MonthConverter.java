package org.harvestxero.cli;

import java.time.DateTimeException;
import java.time.YearMonth;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a month such as {@code 2026-10}. */
final class MonthConverter implements ITypeConverter<YearMonth> {
    @Override
    public YearMonth convert(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no month: write it like 2026-10");
        }
    }
}
