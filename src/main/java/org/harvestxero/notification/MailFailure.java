package org.harvestxero.notification;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Why a mail was not sent, as far as is known.
 *
 * @param neverSent whether it certainly reached nobody; otherwise it may have been sent all the same
 */
public record MailFailure(boolean neverSent, String words) {
    public static MailFailure of(@Nullable Throwable failure) {
        return new MailFailure(isNeverSent(failure), words(failure));
    }

    private static boolean isNeverSent(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ConnectException
                    || each instanceof UnknownHostException
                    || each instanceof NoRouteToHostException
                    || each instanceof AuthenticationFailedException) {
                return true;
            }
            if (each instanceof SendFailedException refused) {
                return refused.getValidSentAddresses() == null || refused.getValidSentAddresses().length == 0;
            }
        }
        return false;
    }

    private static String words(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null
                ? "no reason given"
                : String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
