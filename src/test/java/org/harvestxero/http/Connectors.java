package org.harvestxero.http;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.harvestxero.RouteCoverage;
import org.harvestxero.config.Settings;
import org.harvestxero.store.connection.TokenTable;
import org.harvestxero.wiring.CallGuards;
import org.harvestxero.wiring.HarvestParts;
import org.harvestxero.wiring.HarvestWiring;
import org.harvestxero.wiring.HttpWiring;
import org.harvestxero.wiring.XeroParts;
import org.harvestxero.wiring.XeroWiring;
import org.harvestxero.xero.XeroUses;

/** The shipped connector routes, running against whatever the settings name. */
public final class Connectors implements AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final HarvestParts harvest;
    private final XeroParts xero;
    private volatile Optional<String> shortOfRoom = Optional.empty();

    /** @param words why nothing can be recorded any more */
    public void shortOfRoom(String words) {
        shortOfRoom = Optional.of(words);
    }

    private Connectors(
            boolean traced,
            Map<String, String> given,
            TokenTable table,
            BelongingCheck belongingCheck,
            Clock clock,
            RouteBuilder... own)
            throws Exception {
        Map<String, String> all = new HashMap<>(given);
        all.putIfAbsent("calls.retry-delay", "5");
        all.putIfAbsent("xero.client-id", "client");
        all.putIfAbsent("xero.client-secret", "client-secret-value");
        all.putIfAbsent("harvest.account-id", "1000001");
        all.putIfAbsent("harvest.access-token", "harvest-secret-value");
        Settings settings = Settings.of(all);
        RouteCoverage.watch(context);
        if (traced) {
            context.setBacklogTracing(true);
            context.setTracing(true);
            context.setMessageHistory(true);
        } else {
            context.disableJMX();
        }
        context.getPropertiesComponent().setInitialProperties(settings.placeholders());
        AuthorizationVault authorizationVault = new AuthorizationVault();
        CallGuards guards =
                new CallGuards(authorizationVault, table, belongingCheck, Leave.whileThereIsRoom(() -> shortOfRoom));
        BiConsumer<String, Object> registry = context.getRegistry()::bind;
        HttpWiring.make(settings, authorizationVault, clock).bindTo(registry);
        this.xero = XeroWiring.make(
                settings, context, guards, () -> new XeroUses(settings.flag("copy.payments"), false), clock);
        xero.bindTo(registry);
        this.harvest = HarvestWiring.make(settings, context, guards, clock);
        harvest.bindTo(registry);
        List<Resource> routes = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("routes/connectors"))) {
            files.filter(file -> file.getFileName().toString().matches("(templates|harvest|xero)[.-].*"))
                    .sorted(Comparator.comparing((Path file) -> !file.endsWith("templates.camel.yaml"))
                            .thenComparing(Comparator.naturalOrder()))
                    .forEach(file -> routes.add(resource(file)));
        }
        routes.add(resource(Path.of("routes/error-handling.camel.yaml")));
        PluginHelper.getRoutesLoader(context.getCamelContextExtension()).loadRoutes(routes);
        for (RouteBuilder each : own) {
            context.addRoutes(each);
        }
        context.start();
        template = context.createProducerTemplate();
    }

    private Resource resource(Path file) {
        return ResourceHelper.resolveResource(context, "file:" + file);
    }

    public static Connectors start(Map<String, String> settings, RouteBuilder... own) throws Exception {
        return start(settings, Databases.tokens(Databases.h2(), Clock.systemUTC()), Clock.systemUTC(), own);
    }

    public static Connectors start(Map<String, String> settings, TokenTable table, Clock clock, RouteBuilder... own)
            throws Exception {
        return new Connectors(false, settings, table, BelongingCheck.ANYONE, clock, own);
    }

    /** @param belongingCheck whom the links belong to */
    public static Connectors start(
            Map<String, String> settings, TokenTable table, BelongingCheck belongingCheck, Clock clock)
            throws Exception {
        return new Connectors(false, settings, table, belongingCheck, clock);
    }

    /** With every trace switched on that Camel has. */
    public static Connectors traced(Map<String, String> settings, TokenTable table, Clock clock, RouteBuilder... own)
            throws Exception {
        return new Connectors(true, settings, table, BelongingCheck.ANYONE, clock, own);
    }

    /** Sends to a direct route and gives its body, or throws what the route threw. */
    public <T> T ask(String route, Object body, Map<String, Object> headers, Class<T> type) throws Exception {
        try {
            return template.requestBodyAndHeaders("direct:" + route, body, headers, type);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    public <T> T ask(String route, Object body, Class<T> type) throws Exception {
        return ask(route, body, Map.of(), type);
    }

    /** Sends to a direct route and gives all that is left at its end, a failure included. */
    public Exchange send(String route, Object body, Map<String, Object> headers) {
        return template.send("direct:" + route, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    public HarvestParts harvest() {
        return harvest;
    }

    public XeroParts xero() {
        return xero;
    }

    public DefaultCamelContext context() {
        return context;
    }

    @Override
    public void close() throws java.io.IOException {
        context.close();
    }
}
