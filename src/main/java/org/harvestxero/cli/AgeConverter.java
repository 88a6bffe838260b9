package org.harvestxero.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 12h}, {@code 7d}, {@code 2w}. */
final class AgeConverter implements ITypeConverter<Duration> {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,4}) ?(h|d|w)");

    @Override
    public Duration convert(String value) {
        Matcher age = AGE.matcher(value.toLowerCase(Locale.ROOT));
        if (!age.matches()) {
            throw new TypeConversionException(
                    "\"" + value + "\" is no age: write hours, days or weeks, as 12h, 7d or 2w");
        }
        long count = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }
}
