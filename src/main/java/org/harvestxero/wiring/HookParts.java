package org.harvestxero.wiring;

import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import org.harvestxero.hook.EventDesk;
import org.harvestxero.hook.HookActions;
import org.harvestxero.hook.HookCalls;
import org.harvestxero.hook.HookClient;
import org.harvestxero.hook.HookDelivery;
import org.harvestxero.hook.HookFigures;
import org.harvestxero.hook.HookMessages;

/** What {@code routes/hooks/} tells hooks with. */
public record HookParts(
        HookDelivery delivery,
        HookMessages messages,
        HookActions actions,
        HookCalls calls,
        HookClient client,
        ExecutorService threads,
        HookFigures figures,
        EventDesk desk) {

    /** Binds them by the names that the routes use. */
    public void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("hooks", delivery);
        registry.accept("hookMessages", messages);
        registry.accept("hookActions", actions);
        registry.accept("hookCalls", calls);
        registry.accept("hookClient", client);
        registry.accept("hookThreads", threads);
    }
}
