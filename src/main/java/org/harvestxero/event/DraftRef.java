package org.harvestxero.event;

/**
 * A draft in an event.
 *
 * @param id by which people name it, such as D12
 * @param period such as 2026-10
 */
public record DraftRef(String id, ClientRef client, String period) {
    Subject subject() {
        return new Subject(Subject.Type.DRAFT, id);
    }
}
