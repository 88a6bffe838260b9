package org.harvestxero.store.billing;

import java.util.Map;
import java.util.Set;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/**
 * How the mirrors of drafts are recognised.
 *
 * @param known by their ids
 * @param reserved before that: by the numbers reserved for them, each with its client
 */
public record Mirrors(Set<Long> known, Map<String, Long> reserved) {
    public Mirrors {
        known = Set.copyOf(known);
        reserved = Map.copyOf(reserved);
    }

    public boolean contain(SourceDocument invoice) {
        Long client = invoice.number() == null ? null : reserved.get(invoice.number());
        return known.contains(invoice.sourceId()) || (client != null && client.equals(invoice.parentId()));
    }
}
