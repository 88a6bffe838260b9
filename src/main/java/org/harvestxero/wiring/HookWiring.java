package org.harvestxero.wiring;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.config.Settings;
import org.harvestxero.contacts.ContactsOnRequest;
import org.harvestxero.hook.EventDesk;
import org.harvestxero.hook.HookActions;
import org.harvestxero.hook.HookCalls;
import org.harvestxero.hook.HookClient;
import org.harvestxero.hook.HookDelivery;
import org.harvestxero.hook.HookFigures;
import org.harvestxero.hook.HookMessages;
import org.harvestxero.hook.HookSettings;
import org.harvestxero.http.CallBounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what tells hooks of events: the beans {@code hooks}, {@code hookMessages}, {@code hookActions}, {@code hookCalls}, {@code hookClient} and {@code hookThreads}. */
final class HookWiring {
    private static final Logger LOG = LoggerFactory.getLogger(HookWiring.class);

    /** In bytes; nobody reads what a receiver answers. */
    private static final long LARGEST_ANSWER = 1_000_000;

    private static final String DELIVERY = "deliver-events";

    private HookWiring() {}

    /** @param contacts of new clients, where a hook asks for them */
    static HookParts make(Basics basics, ContactsOnRequest contacts) {
        Settings settings = basics.settings();
        HookSettings hooks = HookSettings.of(settings);
        if (hooks.isAnyOn() || settings.text("events.keep").equals("always")) {
            basics.store().events().keep();
        }
        HookClient client =
                new HookClient(new CallBounds(Duration.ofSeconds(settings.number("hooks.time-limit")), LARGEST_ANSWER));
        HookFigures figures = new HookFigures(basics.store(), hooks, routes(basics.context()), basics.nanos());
        HookDelivery delivery = new HookDelivery(basics.store(), hooks, figures, basics.clock(), basics.nanos());
        return new HookParts(
                delivery,
                new HookMessages(settings),
                new HookActions(settings, contacts::want),
                new HookCalls(settings, client, basics.clock()),
                client,
                threads(),
                figures,
                new EventDesk(
                        basics.store(),
                        hooks,
                        new EventDesk.Delivery(() -> begin(basics.context()), delivery::awaitIdle),
                        figures));
    }

    /** A home with the routes of an earlier release tells nobody. */
    private static void begin(CamelContext context) {
        if (context.getRoute(DELIVERY) == null) {
            return;
        }
        try (ProducerTemplate routes = context.createProducerTemplate()) {
            routes.sendBody("direct:" + DELIVERY, null);
        } catch (IOException | CamelExecutionException e) {
            LOG.warn("Hooks could not be told of events now", e);
        }
    }

    /** Where routes begin now. */
    private static Supplier<Set<String>> routes(CamelContext context) {
        return () -> context.getRoutes().stream()
                .map(route -> route.getEndpoint().getEndpointUri().replace("://", ":"))
                .collect(Collectors.toSet());
    }

    /** As many as there are hooks to be told at once; one that hangs keeps no process from ending. */
    private static ExecutorService threads() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "hook");
            thread.setDaemon(true);
            return thread;
        });
    }
}
