package org.harvestxero.mapping.document;

import java.util.Locale;
import java.util.regex.Pattern;

/** A payment gateway's name, compared word by word: {@code paypal} names "PayPal Express Checkout". */
public record GatewayName(String words) {
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern EDGES = Pattern.compile("^-|-$");

    public static GatewayName of(String name) {
        return new GatewayName(plain(name));
    }

    public boolean isCalled(String name) {
        String other = plain(name);
        return !other.isEmpty() && (words.equals(other) || words.startsWith(other + "-"));
    }

    public static String plain(String name) {
        String joined = OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        return EDGES.matcher(joined).replaceAll("");
    }
}
