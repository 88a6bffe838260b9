package org.harvestxero.copy.outbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.OutboxTable.Row;

/** Makes batches of rows: the request's body, byte for byte as it will travel, and its idempotency key. */
final class BatchBuilder {
    /** Xero takes 3.5 MB. */
    static final int MAX_BYTES = 3_000_000;

    private static final int ENVELOPE_BYTES = 100;

    private final String tenant;

    /** @param tenant Xero's tenant id or, where none is set, the connection's name: part of every idempotency key */
    BatchBuilder(String tenant) {
        this.tenant = tenant;
    }

    /** Batches that carry all of the rows, in their order. */
    List<Parcel> all(Work work, List<Row> rows) {
        int limit = BatchFormat.limit(work.kind(), work.action());
        List<Parcel> parcels = new ArrayList<>();
        for (int next = 0; next < rows.size(); ) {
            Parcel parcel = first(work, rows.subList(next, Math.min(next + limit, rows.size())));
            parcels.add(parcel);
            next += parcel.rows().size();
        }
        return parcels;
    }

    /** A batch of the first of the rows, as many as fit. */
    private Parcel first(Work work, List<Row> rows) {
        List<Row> fitting = new ArrayList<>();
        List<String> elements = new ArrayList<>();
        int bytes = ENVELOPE_BYTES;
        for (Row row : rows) {
            String element = ElementRenderer.of(row);
            int size = element.getBytes(StandardCharsets.UTF_8).length + 1;
            if (!fitting.isEmpty() && bytes + size > MAX_BYTES) {
                break;
            }
            bytes += size;
            fitting.add(row);
            elements.add(element);
        }
        return new Parcel(batch(work, fitting, elements), List.copyOf(fitting));
    }

    private Batch batch(Work work, List<Row> rows, List<String> elements) {
        String id = UUID.randomUUID().toString();
        BatchFormat how = BatchFormat.of(work.kind(), work.action(), rows);
        String body = how.limit() == 1 && elements.size() == 1
                ? elements.get(0)
                : "{\"" + how.collection() + "\":[" + String.join(",", elements) + "]}";
        return new Batch(
                id,
                work.kind(),
                how.method(),
                how.path(),
                how.query(),
                tenant + ":" + id,
                body,
                rows.size(),
                null,
                0,
                null,
                null);
    }
}
