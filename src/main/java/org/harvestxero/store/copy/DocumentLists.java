package org.harvestxero.store.copy;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Documents of one connection as lists that are read page by page.
 *
 * @param known what is known of them, by state
 * @param failed those that failed
 * @param causes those that failed, by cause
 * @param waiting those that wait to be sent
 */
public record DocumentLists(
        DocumentPages known, FailedDocumentPages failed, FailedCausePages causes, WaitingDocumentPages waiting) {
    public static DocumentLists of(String connection, JdbcTemplate jdbc) {
        return new DocumentLists(
                new DocumentPages(connection, jdbc),
                new FailedDocumentPages(connection, jdbc),
                new FailedCausePages(connection, jdbc),
                new WaitingDocumentPages(connection, jdbc));
    }
}
