package org.harvestxero.api;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.api.Progress.Ahead;
import org.harvestxero.api.Progress.Reading;

/** How far a cycle has come, in words for people. */
final class ProgressWords {
    private ProgressWords() {}

    /** @param whole with how fast it goes and what is still to come */
    static String told(Reading reading, boolean whole) {
        List<String> parts = new ArrayList<>();
        parts.add(reading.stage());
        parts.add(soFar(reading));
        if (whole && reading.perSecond() != null) {
            parts.add(reading.perSecond().toPlainString() + " a second");
        }
        if (reading.standsStill()) {
            parts.add("not moved for " + minutes(reading.still()));
        } else if (reading.waitsForDay()) {
            parts.add("more than Xero's calls of today allow");
        } else if (reading.left() != null) {
            parts.add(about(reading.left()));
        }
        String told = String.join(", ", parts);
        List<String> coming = coming(reading.ahead());
        return whole && !coming.isEmpty() ? told + "; still to come: " + String.join(", ", coming) : told;
    }

    private static String soFar(Reading reading) {
        if (reading.total() != null) {
            return number(reading.done()) + " of " + number(reading.total());
        }
        return (reading.done() > 0 ? number(reading.done()) : counted(reading.calls(), "call")) + " so far";
    }

    private static List<String> coming(Ahead ahead) {
        List<String> coming = new ArrayList<>();
        if (ahead.paymentLists() > 0) {
            coming.add(counted(ahead.paymentLists(), "payment list"));
        }
        if (ahead.documents() > 0) {
            coming.add(counted(ahead.documents(), "document"));
        }
        return coming;
    }

    static String minutes(Duration time) {
        return counted(time.toMinutes(), "minute");
    }

    private static String about(Duration left) {
        long minutes = left.plusSeconds(59).toMinutes();
        return left.toSeconds() < 60
                ? "less than a minute"
                : "about " + (minutes < 120 ? counted(minutes, "minute") : counted((minutes + 59) / 60, "hour"));
    }

    private static String counted(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String number(long number) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
