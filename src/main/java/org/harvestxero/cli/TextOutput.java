package org.harvestxero.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.harvestxero.api.Check;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Money;
import org.jspecify.annotations.Nullable;

/** What commands print for people. Times are shown in one zone, to the minute. */
final class TextOutput {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ZoneId zone;
    private final Instant now;

    TextOutput(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    static String finding(String check, Check.Finding finding) {
        String mark = switch (finding.level()) {
            case OK -> "ok      ";
            case WARNING -> "warning ";
            case FAILURE -> "FAILURE ";
            case UNREACHABLE -> "NO ANSWER ";
        };
        String text =
                mark + check + ": " + finding.what() + (finding.remedy().isEmpty() ? "" : " → " + finding.remedy());
        String lines =
                String.join("\n          ", Table.wrap(text, Screen.current().width() - 10)) + "\n";
        return Screen.in(tone(finding.level()), mark.strip())
                + lines.substring(mark.strip().length());
    }

    private static Screen.Tone tone(Check.Level level) {
        return switch (level) {
            case OK -> Screen.Tone.GOOD;
            case WARNING -> Screen.Tone.WARNING;
            case FAILURE, UNREACHABLE -> Screen.Tone.BAD;
        };
    }

    static String named(@Nullable String number, long sourceId) {
        return number == null ? "id " + sourceId : number;
    }

    /** With the decimals of its currency, more only where there are more: {@code 1,234.50}, {@code 1,234} yen. */
    static String amount(BigDecimal amount, @Nullable String currency) {
        BigDecimal exact = CurrencyDigits.exact(amount, currency);
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(exact.scale());
        format.setMaximumFractionDigits(exact.scale());
        return format.format(exact);
    }

    /** Of a currency with two decimals, as most have. */
    static String amount(BigDecimal amount) {
        return amount(amount.setScale(CurrencyDigits.USUAL, RoundingMode.UNNECESSARY), null);
    }

    static String amount(Money money) {
        return amount(money.amount(), money.currency().getCurrencyCode());
    }

    String time(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    /** How long ago, in words. */
    String since(Instant instant) {
        return words(Duration.between(instant, now));
    }

    static String count(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    String ago(Instant instant) {
        return time(instant) + " (" + words(Duration.between(instant, now)) + " ago)";
    }

    static String words(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() > 1) {
            return duration.toHours() + " hours";
        }
        return duration.toMinutes() > 1 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }
}
