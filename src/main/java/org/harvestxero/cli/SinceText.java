package org.harvestxero.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.harvestxero.api.DecisionException;
import picocli.CommandLine.TypeConversionException;

/** A moment as people give it: a day, a moment, or how long ago. */
final class SinceText {
    private static final int DAY = 10;

    private SinceText() {}

    /** @throws DecisionException when it is none of these */
    static Instant read(String text, ZoneId zone, Clock clock) {
        try {
            if (text.indexOf('T') > 0) {
                return Instant.parse(text);
            }
            if (text.length() == DAY) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return clock.instant().minus(new AgeConverter().convert(text));
        } catch (DateTimeException | TypeConversionException e) {
            throw new DecisionException(
                    "\"" + text
                            + "\" is no moment: write a day such as 2026-11-01, a moment such as 2026-11-01T08:00:00Z, or an age such as 12h, 7d or 2w.");
        }
    }
}
