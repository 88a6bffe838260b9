package org.harvestxero.assistant;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.harvestxero.api.AssistantLog;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.assistant.AssistantCallTable;

/** Keeps calls in their table, and lets those go that are too old. */
public final class DefaultAssistantLog implements AssistantLog {
    /** Calls between two looks for old ones. */
    private static final int LOOK_EVERY = 1_000;

    private final ConnectionStore store;
    private final AtomicInteger noted = new AtomicInteger();

    public DefaultAssistantLog(ConnectionStore store) {
        this.store = store;
    }

    @Override
    public void note(Call call) {
        store.assistant()
                .calls()
                .add(new AssistantCallTable.Call(
                        call.assistant(),
                        call.tool(),
                        call.arguments(),
                        call.outcome().text(),
                        call.words(),
                        new AssistantCallTable.Cost(
                                call.cost().rows(),
                                call.cost().sideCalls(),
                                call.cost().millis())));
        if (noted.getAndIncrement() % LOOK_EVERY == 0) {
            store.assistant().calls().forgetOld();
        }
    }

    @Override
    public List<Row> latest(long before, int most) {
        return store.assistant().calls().latest(before, most).stream()
                .map(DefaultAssistantLog::row)
                .toList();
    }

    private static Row row(AssistantCallTable.Row row) {
        AssistantCallTable.Call call = row.call();
        return new Row(
                row.id(),
                row.at(),
                new Call(
                        call.assistant(),
                        call.tool(),
                        call.arguments(),
                        Outcome.valueOf(call.outcome().toUpperCase(Locale.ROOT)),
                        call.words(),
                        new Cost(
                                call.cost().rows(),
                                call.cost().sideCalls(),
                                call.cost().took())));
    }
}
