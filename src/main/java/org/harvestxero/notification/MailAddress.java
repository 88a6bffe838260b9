package org.harvestxero.notification;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as others wrote them. */
public final class MailAddress {
    private static final Pattern ONE = Pattern.compile("[^@\\s,;<>\"\\p{Cntrl}]+@[^@\\s,;<>\"\\p{Cntrl}]+");

    private MailAddress() {}

    /** Whether it is one address alone: nothing in it makes another recipient, or a header of the mail. */
    public static boolean isOne(@Nullable String text) {
        return text != null && ONE.matcher(text).matches();
    }
}
