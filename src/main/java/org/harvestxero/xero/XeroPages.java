package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OuterList;
import org.jspecify.annotations.Nullable;

/** Reads a list page by page. Named by the route xero-pages. */
public final class XeroPages {
    private static final String CURSOR = "xeroPages";

    private static final class Cursor {
        final XeroListRequest listing;
        final OuterList outer;
        int page = 1;
        boolean done;
        boolean ended;
        long elements;

        @Nullable
        Instant startedAt;

        Cursor(XeroListRequest listing, OuterList outer) {
            this.listing = listing;
            this.outer = outer;
        }
    }

    /** Begins at page 1; the listing is the body. */
    public void begin(Exchange exchange, @Header("eachPage") String eachPage) {
        OuterList outer = OuterList.of(exchange, CURSOR);
        exchange.setProperty(CURSOR, new Cursor(exchange.getMessage().getBody(XeroListRequest.class), outer));
        exchange.setProperty(OuterList.EACH_PAGE, eachPage);
    }

    public boolean hasNext(@ExchangeProperty(CURSOR) Object cursor) {
        return !((Cursor) cursor).done;
    }

    /** The request for the next page. */
    public XeroRequest next(@ExchangeProperty(CURSOR) Object cursor) {
        Cursor at = (Cursor) cursor;
        return at.listing.request(at.page);
    }

    /** Reads the answer as a page and moves on. */
    public XeroPage read(XeroResponse answer, @ExchangeProperty(CURSOR) Object cursor) {
        Cursor at = (Cursor) cursor;
        if (at.startedAt == null) {
            at.startedAt = answer.serverDate();
        }
        String collection = at.listing.request(1).expectedCollection().orElse("");
        List<XeroElement> elements = XeroElement.list(answer.json(), collection);
        at.elements += elements.size();
        at.done = isLast(at, answer.json(), elements.size());
        return new XeroPage(elements, at.page++, at.done, answer.serverDate());
    }

    /** The page count Xero tells decides; without one, a page that isn't full is the last. */
    private static boolean isLast(Cursor at, JsonNode answer, int elements) {
        if (at.listing.pageSize() == 0 || elements == 0) {
            return true;
        }
        BigDecimal pageCount = JsonFields.decimal(JsonFields.field(answer, "pagination"), "pageCount");
        return pageCount != null ? at.page >= pageCount.intValue() : elements < at.listing.pageSize();
    }

    /** What was read, once the last page is done. */
    public XeroListResult end(@ExchangeProperty(CURSOR) Object cursor) {
        Cursor at = (Cursor) cursor;
        Instant startedAt = at.startedAt;
        if (startedAt == null) {
            throw new IllegalStateException("A listing ended before it began");
        }
        at.ended = true;
        return new XeroListResult(at.page - 1, at.elements, startedAt);
    }

    /** Ends the reading, however it went: a list that was being read around this one goes on, and the caller has its headers back. */
    public void close(Exchange exchange) {
        Cursor at = exchange.getProperty(CURSOR, Cursor.class);
        at.outer.putBack(exchange, at.ended);
    }
}
