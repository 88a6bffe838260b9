package org.harvestxero.mapping;

import java.util.Locale;

/** A payment gateway's name, compared word by word: {@code paypal} names "PayPal Express Checkout". */
record GatewayName(String words) {
    static GatewayName of(String name) {
        return new GatewayName(plain(name));
    }

    boolean isCalled(String name) {
        String other = plain(name);
        return !other.isEmpty() && (words.equals(other) || words.startsWith(other + "-"));
    }

    static String plain(String name) {
        return name.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
    }
}
