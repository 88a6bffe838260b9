package org.harvestxero.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a call that never reached the other side from one that may have. */
public final class ConnectFailures {
    private ConnectFailures() {}

    /** True when no connection was ever made, so that the other side can't have done anything. */
    public static boolean neverMade(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ConnectException
                    || each instanceof UnknownHostException
                    || each instanceof NoRouteToHostException
                    || each instanceof ConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** The failure in a few words for people, without addresses' query strings or bodies. */
    public static String inWords(@Nullable Throwable failure) {
        if (failure == null) {
            return "no answer";
        }
        String message = failure.getMessage();
        if (failure instanceof UnknownHostException) {
            return "nobody knows where " + message + " is";
        }
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
