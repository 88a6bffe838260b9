package org.harvestxero.mapping.document;

import org.jspecify.annotations.Nullable;

/**
 * Who is billed, as Harvest has it.
 *
 * @param address free text, may hold line breaks
 * @param currency ISO code; null when Harvest's list has not been read yet
 * @param email of the first invoice recipient, else of the first contact
 */
public record SourceClient(
        long id,
        String name,
        @Nullable String address,
        @Nullable String currency,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email) {}
