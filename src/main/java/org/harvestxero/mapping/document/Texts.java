package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.harvestxero.billing.CurrencyDigits;
import org.jspecify.annotations.Nullable;

/** Making texts fit Xero's fields, and figures fit texts. */
public final class Texts {
    private static final String MARKER = " […]";
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");

    private Texts() {}

    /** At most {@code length} characters, never half of a surrogate pair. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    /** The same, ending in a marker when something was left out. */
    public static String cutMarked(String text, int length) {
        return text.length() <= length
                ? text
                : cut(text, length - MARKER.length()).stripTrailing() + MARKER;
    }

    /** Without control characters other than line breaks and tabs, which XML-minded readers refuse. */
    public static String printable(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return UNPRINTABLE.matcher(lines).replaceAll(" ").strip();
    }

    /** Printable, with single blanks for any blanks and line breaks. */
    public static String oneLine(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    /** Whether two names are equal to a person's eye: case and surrounding or doubled blanks don't count. */
    public static boolean same(String one, String other) {
        return one.equalsIgnoreCase(other) || oneLine(one).equalsIgnoreCase(oneLine(other));
    }

    /** The currency's decimals (two without one) and no exponent: {@code 1234.50}; what is finer is not hidden. */
    public static String money(BigDecimal amount, @Nullable String currency) {
        return CurrencyDigits.plain(amount, currency);
    }

    /** As few decimals as needed: {@code 7.5}, {@code 20}. */
    public static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** As few decimals as needed, but the currency's at least: {@code 15.00}, {@code 0.535}. */
    public static String price(BigDecimal price, @Nullable String currency) {
        return CurrencyDigits.exact(price, currency).toPlainString();
    }
}
