package org.harvestxero.console.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.billing.CurrencyDigits;
import org.jspecify.annotations.Nullable;

/** Numbers, dates and times as the reader writes them; the words around them are English. */
public final class ReaderFormat {
    private static final char NO_BREAK = '\u00a0';
    private static final char MINUS = '\u2212';
    private static final String APOSTROPHES = "'\u2019";
    private static final Duration DAYS_FROM = Duration.ofHours(48);
    private static final int MOST_DIGITS = 15;
    private static final long KILO = 1_000;

    private final Locale locale;
    private final ZoneId zone;
    private final Clock clock;

    /** @param zone times are shown in */
    public ReaderFormat(Locale locale, ZoneId zone, Clock clock) {
        this.locale = locale;
        this.zone = zone;
        this.clock = clock;
    }

    /** The first language a browser asks for, or English where it asks for none that can be read. */
    public static Locale locale(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > 500) {
            return Locale.UK;
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> !locale.getLanguage().isEmpty())
                    .findFirst()
                    .orElse(Locale.UK);
        } catch (IllegalArgumentException e) {
            return Locale.UK;
        }
    }

    public Instant now() {
        return clock.instant();
    }

    /** Whose times are shown, with what it is ahead of UTC now: {@code Pacific/Auckland, UTC+13}. */
    public String zone() {
        ZoneOffset ahead = zone.getRules().getOffset(clock.instant());
        String utc = "UTC"
                + (ahead.getTotalSeconds() == 0
                        ? ""
                        : ahead.getId()
                                .replaceFirst(":00$", "")
                                .replace("+0", "+")
                                .replace("-0", "-"));
        return zone.getId().matches("Z|UTC|Etc/UTC") ? "UTC" : zone.getId() + ", " + utc;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** When the day of the reader began. */
    public Instant midnight() {
        return today().atStartOfDay(zone).toInstant();
    }

    /** With its currency and that currency's decimals: {@code 1,250.00 USD}. Unknown parts are left out. */
    public String money(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null) {
            return "";
        }
        return amount(amount, currency) + (currency == null || currency.isBlank() ? "" : NO_BREAK + currency);
    }

    /** The number alone, for columns whose currency stands beside it. */
    public String amount(BigDecimal amount, @Nullable String currency) {
        BigDecimal shown = CurrencyDigits.shown(amount, currency);
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.max(0, shown.scale()));
        format.setMaximumFractionDigits(Math.max(0, shown.scale()));
        return format.format(shown);
    }

    /** All decimals there are, and the currency's at least: unit prices may be finer than money. */
    public String exact(BigDecimal amount, @Nullable String currency) {
        BigDecimal exact = CurrencyDigits.exact(amount, currency);
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.max(0, exact.scale()));
        format.setMaximumFractionDigits(Math.max(0, exact.scale()));
        return format.format(exact);
    }

    /** As many decimals as there are. */
    public String quantity(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(Math.max(0, bare.scale()));
        format.setRoundingMode(RoundingMode.UNNECESSARY);
        return format.format(bare);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** Of a file: {@code 812 bytes}, {@code 38 kB}, {@code 1.2 MB}. */
    public String size(long bytes) {
        if (bytes < KILO) {
            return count(bytes, "byte");
        }
        BigDecimal kilo = BigDecimal.valueOf(bytes).movePointLeft(3);
        return kilo.compareTo(BigDecimal.valueOf(KILO)) < 0
                ? quantity(kilo.setScale(0, RoundingMode.HALF_UP)) + NO_BREAK + "kB"
                : quantity(kilo.movePointLeft(3).setScale(1, RoundingMode.HALF_UP)) + NO_BREAK + "MB";
    }

    /** {@code 1 document}, {@code 2 documents}. */
    public String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    public String date(@Nullable LocalDate date) {
        return date == null
                ? ""
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format(date);
    }

    /** The day of it, where the reader is. */
    public String day(Instant instant) {
        return date(LocalDate.ofInstant(instant, zone));
    }

    /** Such as {@code Oct 2026}. */
    public String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLL uuuu", locale).format(month);
    }

    /** To the minute; the time alone where it is today. */
    public String time(@Nullable Instant instant) {
        if (instant == null) {
            return "";
        }
        ZonedDateTime time = instant.atZone(zone);
        String clockTime = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(time);
        return time.toLocalDate().equals(today()) ? clockTime : date(time.toLocalDate()) + ", " + clockTime;
    }

    /** {@code 5 minutes ago}. */
    public String ago(@Nullable Instant instant) {
        if (instant == null) {
            return "never";
        }
        Duration age = Duration.between(instant, clock.instant());
        return age.toMinutes() < 1 ? "just now" : age(age) + " ago";
    }

    /** {@code 5 minutes}, in the largest unit that says enough. */
    public String age(Duration age) {
        if (age.compareTo(DAYS_FROM) >= 0) {
            return count(age.toDays(), "day");
        }
        return age.toMinutes() >= 120
                ? count(age.toHours(), "hour")
                : age.toMinutes() >= 1 ? count(age.toMinutes(), "minute") : "less than a minute";
    }

    /**
     * An amount as the reader types it, {@code 1.234,50} or {@code 1,234.50} by locale; a plain {@code 1234.50} is understood
     * anywhere, and so is all that {@link #amount} writes. Empty where it can't be told for sure.
     */
    public Optional<BigDecimal> parsed(String typed) {
        String text = plainSigns(typed);
        if (text.length() > MOST_DIGITS + 6 || text.isEmpty()) {
            return Optional.empty();
        }
        if (text.matches("-?\\d{1,15}") || text.matches("-?\\d{1,15}\\.\\d{1,2}")) {
            return Optional.of(new BigDecimal(text));
        }
        return grouped(text);
    }

    /** With our digits, our minus, one kind of blank between digits, and no marks of direction. */
    private static String plainSigns(String typed) {
        StringBuilder plain = new StringBuilder();
        typed.strip().codePoints().forEach(sign -> {
            if (Character.isDigit(sign)) {
                plain.append(Character.digit(sign, 10));
            } else if (sign == MINUS) {
                plain.append('-');
            } else if (Character.isSpaceChar(sign)) {
                plain.append(NO_BREAK);
            } else if (Character.getType(sign) != Character.FORMAT) {
                plain.appendCodePoint(sign);
            }
        });
        return plain.toString();
    }

    /** By the reader's separators, with groups of three or none; a group never begins with 0. */
    private Optional<BigDecimal> grouped(String text) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        String group = groupSigns(symbols.getGroupingSeparator());
        String decimal = Pattern.quote(String.valueOf(symbols.getDecimalSeparator()));
        Matcher parts = Pattern.compile(
                        "(-?)([1-9]\\d{0,2}(?:" + group + "\\d{3})+|\\d{1,15})(?:" + decimal + "(\\d{1,4}))?")
                .matcher(text);
        return parts.matches()
                ? Optional.of(new BigDecimal(parts.group(1)
                        + parts.group(2).replaceAll("\\D", "")
                        + (parts.group(3) == null ? "" : "." + parts.group(3))))
                : Optional.empty();
    }

    /** What may stand between groups: keyboards lack some blanks and apostrophes. */
    private static String groupSigns(char group) {
        return Character.isSpaceChar(group) || APOSTROPHES.indexOf(group) >= 0
                ? "[" + NO_BREAK + APOSTROPHES + "]"
                : Pattern.quote(String.valueOf(group));
    }
}
