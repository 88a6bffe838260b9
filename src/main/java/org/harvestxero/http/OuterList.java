package org.harvestxero.http;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What reading a list page by page found on its exchange: the caller's headers and, where it was started for a page of another list, that
 * list's position. All of it is restored when the list has been read or has failed.
 */
public final class OuterList {
    /** Exchange property: name of the direct route that gets each page of the list that is read. */
    public static final String EACH_PAGE = "eachPage";

    private final String cursorName;
    private final @Nullable Object cursor;
    private final @Nullable Object eachPage;
    private final CallersMessage caller;

    private OuterList(Exchange exchange, String cursorName) {
        this.cursorName = cursorName;
        this.cursor = exchange.getProperty(cursorName);
        this.eachPage = exchange.getProperty(EACH_PAGE);
        this.caller = CallersMessage.of(exchange);
    }

    /** @param cursorName exchange property in which a list keeps how far it is read */
    public static OuterList of(Exchange exchange, String cursorName) {
        return new OuterList(exchange, cursorName);
    }

    /** @param read whether the list was read to its end, so that the body is its result */
    public void putBack(Exchange exchange, boolean read) {
        set(exchange, cursorName, cursor);
        set(exchange, EACH_PAGE, eachPage);
        if (read) {
            caller.putHeadersBack(exchange);
        } else {
            caller.putBack(exchange);
        }
    }

    private static void set(Exchange exchange, String name, @Nullable Object value) {
        if (value == null) {
            exchange.removeProperty(name);
        } else {
            exchange.setProperty(name, value);
        }
    }
}
