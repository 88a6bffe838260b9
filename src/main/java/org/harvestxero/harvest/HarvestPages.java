package org.harvestxero.harvest;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OuterList;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list page by page, along the links in its answers. Only a link's query is taken: path and host stay ours, so that no
 * answer can send our token elsewhere. Named by the route harvest-pages.
 */
public final class HarvestPages {
    private static final String CURSOR = "harvestPages";

    private static final class Cursor {
        final HarvestListRequest listing;
        final OuterList outer;
        final String array;
        HarvestRequest next;
        int pages;
        long elements;
        boolean done;
        boolean ended;

        @Nullable
        Instant startedAt;

        Cursor(HarvestListRequest listing, OuterList outer) {
            this.listing = listing;
            this.outer = outer;
            this.next = listing.firstRequest();
            this.array = next.expectedArray()
                    .orElseThrow(() -> new IllegalArgumentException(listing.path() + " is no list"));
        }
    }

    /** Begins at the first page; the listing is the body. */
    public void begin(Exchange exchange, @Header("eachPage") String eachPage) {
        OuterList outer = OuterList.of(exchange, CURSOR);
        exchange.setProperty(CURSOR, new Cursor(exchange.getMessage().getBody(HarvestListRequest.class), outer));
        exchange.setProperty(OuterList.EACH_PAGE, eachPage);
    }

    public boolean hasNext(@ExchangeProperty(CURSOR) Object cursor) {
        return !((Cursor) cursor).done;
    }

    /** The request for the next page. */
    public HarvestRequest next(@ExchangeProperty(CURSOR) Object cursor) {
        return ((Cursor) cursor).next;
    }

    /** Reads the answer as a page and moves on. */
    public HarvestPage read(HarvestResponse answer, @ExchangeProperty(CURSOR) Object cursor) {
        Cursor at = (Cursor) cursor;
        boolean first = at.startedAt == null;
        if (first) {
            at.startedAt = answer.serverDate();
        }
        List<HarvestElement> elements = answer.list(at.array);
        at.elements += elements.size();
        at.pages++;
        String link = JsonFields.text(JsonFields.field(answer.json(), "links"), "next");
        if (link == null) {
            at.done = true;
        } else {
            HarvestRequest following = new HarvestRequest("GET", at.listing.path(), query(link), null);
            if (following.equals(at.next)) {
                throw new HarvestUnreadableException("links.next", "leads to the same page again");
            }
            at.next = following;
        }
        return new HarvestPage(at.array, elements, first, at.done, answer.serverDate());
    }

    private static Map<String, String> query(String link) {
        Map<String, String> query = new LinkedHashMap<>();
        try {
            String raw = URI.create(link).getRawQuery();
            for (String each : raw == null ? new String[0] : raw.split("&")) {
                int equals = each.indexOf('=');
                String name = equals < 0 ? each : each.substring(0, equals);
                query.put(decode(name), equals < 0 ? "" : decode(each.substring(equals + 1)));
            }
        } catch (IllegalArgumentException e) {
            throw new HarvestUnreadableException("links.next", link);
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** What was read, once the last page is done. */
    public HarvestListResult end(@ExchangeProperty(CURSOR) Object cursor) {
        Cursor at = (Cursor) cursor;
        Instant startedAt = at.startedAt;
        if (startedAt == null) {
            throw new IllegalStateException("A listing ended before it began");
        }
        at.ended = true;
        return new HarvestListResult(at.pages, at.elements, startedAt);
    }

    /** Ends the reading, however it went: a list that was being read around this one goes on, and the caller has its headers back. */
    public void close(Exchange exchange) {
        Cursor at = exchange.getProperty(CURSOR, Cursor.class);
        at.outer.putBack(exchange, at.ended);
    }
}
