package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts lists into pages, the two ways Harvest does.
 *
 * <p>The rows a filter selects are remembered until the account changes, so that walking through a long list costs one
 * pass over the table and not one per page.
 */
final class Lists {
    private static final int LONGEST_PAGE = 2000;
    private static final int REMEMBERED = 8;
    private final HarvestAccount account;
    private final Map<String, List<?>> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private long rememberedVersion = -1;

    Lists(HarvestAccount account) {
        this.account = account;
    }

    /** How a list is walked through. */
    enum Paging {
        PAGES,
        CURSORS
    }

    /** Name of the array, way of paging and rows per page unless the caller says. */
    record Style(String array, Paging paging, int perPage) {
        static Style pages(String array) {
            return new Style(array, Paging.PAGES, LONGEST_PAGE);
        }

        static Style cursors(String array) {
            return new Style(array, Paging.CURSORS, LONGEST_PAGE);
        }
    }

    /** The page of a table that the call asks for. */
    <T extends Document> Reply page(Call call, Style style, Table<T> table, Filter<T> filter) {
        return page(call, style, select(call, table, filter), (row, out) -> row.write(out, call.viewer()));
    }

    /** The page of given rows that the call asks for. */
    <T> Reply page(Call call, Style style, List<T> rows, BiConsumer<T, JsonWriter> write) {
        Page page = Page.of(call, style, rows);
        List<T> shown = rows.subList(page.start(), page.end());
        return Reply.json(200, out -> {
            out.rows(style.array(), shown, write);
            page.write(out, account.webUrl() + "/v2" + call.path());
        });
    }

    @SuppressWarnings("unchecked")
    private <T extends Document> List<T> select(Call call, Table<T> table, Filter<T> filter) {
        if (rememberedVersion != account.version()) {
            remembered.clear();
            rememberedVersion = account.version();
        }
        String key = call.path() + "?" + call.query().without("page", "per_page", "cursor", "ref", "access_token") + "#"
                + call.viewer().user().id() + call.viewer().person();
        List<T> rows = (List<T>) remembered.get(key);
        if (rows == null) {
            rows = new ArrayList<>();
            for (T row : table.listed()) {
                if (filter.test(row)) {
                    rows.add(row);
                }
            }
            remembered.put(key, rows);
            if (remembered.size() > REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
        }
        return rows;
    }

    /**
     * Where a page lies and which others surround it.
     *
     * @param number null for a page in the middle of a cursor list
     */
    private record Page(
            Query query,
            Paging paging,
            int perPage,
            int total,
            int start,
            int end,
            @Nullable Integer number,
            @Nullable Long firstId,
            @Nullable Long lastId) {

        static <T> Page of(Call call, Style style, List<T> rows) {
            Query query = call.query();
            Long asked = query.number("per_page");
            if (asked != null && (asked < 1 || asked > LONGEST_PAGE)) {
                throw HarvestProblem.unprocessable("Invalid per_page parameter");
            }
            int perPage = asked == null ? style.perPage() : asked.intValue();
            int total = rows.size();
            int pages = Math.max(1, (total + perPage - 1) / perPage);
            String cursor = query.text("cursor");
            int start;
            Integer number;
            if (cursor != null && style.paging() == Paging.CURSORS) {
                start = startOf(cursor, perPage, rows);
                number = start == 0 ? Integer.valueOf(1) : start + perPage >= total ? Integer.valueOf(pages) : null;
            } else {
                Long page = query.number("page");
                number = page == null || page < 1 ? 1 : (int) Math.min(page, Integer.MAX_VALUE / LONGEST_PAGE);
                start = (number - 1) * perPage;
            }
            start = start > 0 ? Math.max(0, start + call.shift()) : start;
            start = Math.min(start, total);
            int end = Math.min(start + perPage, total);
            Query kept = query.without("page", "cursor", "ref", "access_token", "account_id")
                    .with("per_page", Integer.toString(perPage));
            return new Page(
                    kept, style.paging(), perPage, total, start, end, number, idAt(rows, start), idAt(rows, end - 1));
        }

        private static <T> @Nullable Long idAt(List<T> rows, int index) {
            return index >= 0 && index < rows.size() && rows.get(index) instanceof Document document
                    ? Long.valueOf(document.id())
                    : null;
        }

        private static <T> int startOf(String cursor, int perPage, List<T> rows) {
            try {
                JsonNode place = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(cursor));
                long after = place.path("after").path("id").asLong();
                long before = place.path("before").path("id").asLong();
                int index = indexOf(after != 0 ? after : before, rows);
                return after != 0 ? index + 1 : Math.max(0, index - perPage);
            } catch (IOException | IllegalArgumentException e) {
                throw HarvestProblem.unprocessable("Invalid cursor parameter");
            }
        }

        /** Where a row stands, or would stand had it not been deleted since. */
        private static <T> int indexOf(long id, List<T> rows) {
            int lastAbove = -1;
            for (int i = 0; i < rows.size(); i++) {
                Document row = (Document) rows.get(i);
                if (row.id() == id) {
                    return i;
                }
                if (row.id() > id) {
                    lastAbove = i;
                }
            }
            return lastAbove;
        }

        int pages() {
            return Math.max(1, (total + perPage - 1) / perPage);
        }

        void write(JsonWriter out, String url) {
            boolean more = end < total;
            Integer next = number != null && more ? Integer.valueOf(number + 1) : null;
            Integer previous = number != null && number > 1 ? Integer.valueOf(number - 1) : null;
            out.whole("per_page", perPage)
                    .whole("total_pages", pages())
                    .whole("total_entries", total)
                    .whole("next_page", next)
                    .whole("previous_page", previous)
                    .whole("page", number)
                    .nested(
                            "links",
                            links -> links.text("first", link(url, "page", "1", "first"))
                                    .text("next", more ? nextLink(url) : null)
                                    .text("previous", start > 0 ? previousLink(url) : null)
                                    .text("last", link(url, "page", Integer.toString(pages()), "last")));
        }

        private @Nullable String nextLink(String url) {
            if (paging == Paging.CURSORS && lastId != null) {
                return link(url, "cursor", cursor("after", lastId), "next_cursor");
            }
            return number == null ? null : link(url, "page", Integer.toString(number + 1), "next");
        }

        private @Nullable String previousLink(String url) {
            if (number != null) {
                return number > 1 ? link(url, "page", Integer.toString(number - 1), "previous") : null;
            }
            return firstId == null ? null : link(url, "cursor", cursor("before", firstId), "previous_cursor");
        }

        private String link(String url, String name, String value, String ref) {
            return url + "?" + query.with(name, value).with("ref", ref);
        }

        private static String cursor(String side, long id) {
            String place = "{\"" + side + "\":{\"id\":" + id + "}}";
            return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
