package org.harvestxero.sandbox.harvest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request, understood.
 *
 * @param path below the API root, such as {@code /invoices/17/payments}
 * @param ids the numbers in the path, from left to right
 * @param shift rows by which pages after the first are displaced, as if people had added or removed some meanwhile
 */
record Call(
        String method,
        String path,
        List<Long> ids,
        Query query,
        Fields body,
        @Nullable Upload upload,
        Viewer viewer,
        int shift) {

    /** A file of a multipart request. */
    record Upload(String field, String fileName, String contentType, byte[] content) {}

    /** The last number of the path: the document at hand. */
    long id() {
        return ids.get(ids.size() - 1);
    }

    /** The first number of the path: the document that owns the one at hand. */
    long ownerId() {
        return ids.get(0);
    }

    Call withIds(List<Long> value) {
        return new Call(method, path, value, query, body, upload, viewer, shift);
    }
}
