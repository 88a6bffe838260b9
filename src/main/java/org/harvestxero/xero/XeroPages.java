package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/** Goes through a listing page by page. Named by the route xero-pages. */
public final class XeroPages {
    private static final String CURSOR = "xeroPages";

    /** @param eachPage name of the direct route that gets each page */
    private static final class Cursor {
        final XeroListRequest listing;
        final String eachPage;
        int page = 1;
        boolean done;
        long elements;

        @Nullable
        Instant startedAt;

        Cursor(XeroListRequest listing, String eachPage) {
            this.listing = listing;
            this.eachPage = eachPage;
        }
    }

    /** Begins at page 1; the listing is the body. */
    public void begin(Exchange exchange, @Header("eachPage") String eachPage) {
        exchange.setProperty(CURSOR, new Cursor(exchange.getMessage().getBody(XeroListRequest.class), eachPage));
        exchange.setProperty("eachPage", eachPage);
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
        List<JsonNode> elements = new ArrayList<>();
        String collection = at.listing.request(1).expectedCollection().orElse("");
        JsonFields.field(answer.json(), collection).forEach(elements::add);
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
        return new XeroListResult(at.page - 1, at.elements, startedAt);
    }
}
