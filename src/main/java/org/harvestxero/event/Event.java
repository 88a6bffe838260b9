package org.harvestxero.event;

/**
 * Something that happened, for whoever asked to be told. The fields of each record are what a receiver gets as {@code data}; texts of
 * others are data in it and nothing else.
 *
 * <p>An event is handed to {@code ConnectionStore.events()} in the transaction that records what it tells.
 */
public sealed interface Event permits InvoiceEvent, DraftEvent, PartyEvent, MoneyEvent, ConnectionEvent {
    EventKind kind();

    Subject subject();
}
