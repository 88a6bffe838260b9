package org.harvestxero.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** What stands behind the path of an address: {@code ?cause=9&kind=invoice}, or nothing. Values that are empty are left out. */
public final class AddressEnd {
    private final StringJoiner parts = new StringJoiner("&", "?", "").setEmptyValue("");

    public AddressEnd with(String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + "=" + encoded(value));
        }
        return this;
    }

    /** A value as it stands in an address. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
