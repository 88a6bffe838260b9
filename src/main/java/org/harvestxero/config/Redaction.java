package org.harvestxero.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Takes out of a sentence what an address may carry of a credential: user names and passwords before the host, and password options. */
public final class Redaction {
    private static final String BLANK = "******";
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#@\\s\"']*@");
    private static final Pattern OPTION = Pattern.compile("(?i)((?:^|[?&;])(?:ssl)?password=)[^&;\\s\"']*");

    private Redaction() {}

    /** The same text with {@code https://user:word@host} as {@code https://******@host}, JDBC addresses alike. */
    public static String of(String text) {
        String plain = text.indexOf('@') < 0 ? text : USER_INFO.matcher(text).replaceAll(BLANK + "@");
        return plain.toLowerCase(Locale.ROOT).contains("password=")
                ? OPTION.matcher(plain).replaceAll("$1" + BLANK)
                : plain;
    }
}
