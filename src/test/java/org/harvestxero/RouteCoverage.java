package org.harvestxero;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Which steps of the shipped routes ran in this process, over all scenarios. */
public final class RouteCoverage {
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
    private static final Set<String> RUN = ConcurrentHashMap.newKeySet();
    private static final Set<String> WATCHERS = ConcurrentHashMap.newKeySet();

    private static final Pattern ID = Pattern.compile("\\bid: ([\\w-]+)");

    private RouteCoverage() {}

    /** Every id in the shipped route files. */
    private static Set<String> shipped() {
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".camel.yaml"))
                    .toList()) {
                Matcher matcher = ID.matcher(Files.readString(file));
                while (matcher.find()) {
                    ids.add(matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    /** Counts the steps of the context from now on. */
    public static void watch(CamelContext context) {
        StackWalker.getInstance()
                .forEach(frame -> WATCHERS.add(
                        frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1)));
        context.getCamelContextExtension().addInterceptStrategy((camel, node, target, next) -> counted(node, target));
    }

    private static Processor counted(NamedNode node, Processor target) {
        String id = node.getId();
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
