package org.harvestxero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Which steps of the shipped routes ran, over all scenarios. Scenarios may run in several processes: at its end each writes what it saw
 * to a file of its own in the folder that the system property {@code scenarios.seen} names, and who sums up reads them all.
 */
public final class RouteCoverage {
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
    private static final Set<String> RUN = ConcurrentHashMap.newKeySet();
    private static final Set<String> WATCHERS = ConcurrentHashMap.newKeySet();
    private static final Map<String, Set<String>> SEEN = Map.of("known", KNOWN, "run", RUN, "watcher", WATCHERS);
    private static final AtomicBoolean WRITES = new AtomicBoolean();

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private RouteCoverage() {}

    /** Every id in the shipped route files; of a template's once for each route made of it. */
    private static Set<String> shipped() {
        Set<String> ids = new TreeSet<>();
        Map<String, JsonNode> templates = new HashMap<>();
        List<JsonNode> items = items();
        items.forEach(
                item -> templates.put(item.path("routeTemplate").path("id").asText(), item.path("routeTemplate")));
        for (JsonNode item : items) {
            JsonNode made = item.path("templatedRoute");
            if (made.isObject()) {
                JsonNode template = templates.get(made.path("routeTemplateRef").asText());
                idsBelow(template.path("route"), made.path("prefixId").asText(), ids);
            } else if (!item.has("routeTemplate")) {
                idsBelow(item, "", ids);
            }
        }
        return ids;
    }

    private static List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".camel.yaml"))
                    .toList()) {
                YAML.readTree(file.toFile()).forEach(items::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    private static void idsBelow(JsonNode node, String prefix, Set<String> ids) {
        if (node.path("id").isTextual()) {
            ids.add(prefix + node.path("id").asText());
        }
        node.forEach(child -> idsBelow(child, prefix, ids));
    }

    /** A step's id, as JMX shows it. */
    public static String id(NamedNode step) {
        String prefix = null;
        for (NamedNode node = step; node != null && prefix == null; node = node.getParent()) {
            prefix = node.getNodePrefixId();
        }
        return (prefix == null ? "" : prefix) + step.getId();
    }

    /** Counts the steps of the context from now on. */
    public static void watch(CamelContext context) {
        writeAtTheEnd();
        StackWalker.getInstance()
                .forEach(frame -> WATCHERS.add(
                        frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1)));
        context.getCamelContextExtension().addInterceptStrategy((camel, node, target, next) -> counted(node, target));
    }

    private static void writeAtTheEnd() {
        String folder = System.getProperty("scenarios.seen");
        if (folder != null && !WRITES.getAndSet(true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(Path.of(folder)), "route-coverage"));
        }
    }

    private static void write(Path folder) {
        List<String> lines = SEEN.entrySet().stream()
                .flatMap(what -> what.getValue().stream().map(id -> what.getKey() + " " + id))
                .sorted()
                .toList();
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(ProcessHandle.current().pid() + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds what the processes before this one saw. */
    static void readOthers() {
        String folder = System.getProperty("scenarios.seen");
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            return;
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split(" ", 2);
                    SEEN.get(parts[0]).add(parts[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Processor counted(NamedNode node, Processor target) {
        String id = id(node);
        KNOWN.add(id);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                RUN.add(id);
                return super.process(exchange, callback);
            }
        };
    }

    /** Steps of the shipped routes that no scenario ran. */
    static Set<String> neverRun() {
        Set<String> never = new TreeSet<>(KNOWN);
        never.retainAll(shipped());
        never.removeAll(RUN);
        return never;
    }

    /** How many steps were seen in all. */
    static int known() {
        return KNOWN.size();
    }

    /** Simple names of the classes that started scenarios. */
    static Set<String> watchers() {
        return Set.copyOf(WATCHERS);
    }
}
