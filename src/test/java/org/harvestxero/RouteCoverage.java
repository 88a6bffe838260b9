package org.harvestxero;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Which steps of the shipped routes ran in this process, over all scenarios. */
public final class RouteCoverage {
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
    private static final Set<String> RUN = ConcurrentHashMap.newKeySet();
    private static final Set<String> WATCHERS = ConcurrentHashMap.newKeySet();

    private RouteCoverage() {}

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
            public boolean process(org.apache.camel.Exchange exchange, org.apache.camel.AsyncCallback callback) {
                RUN.add(id);
                return super.process(exchange, callback);
            }
        };
    }

    /** Steps that no scenario ran. */
    static Set<String> neverRun() {
        Set<String> never = new TreeSet<>(KNOWN);
        never.removeAll(RUN);
        return never;
    }

    /** Simple names of the classes that started scenarios. */
    static Set<String> watchers() {
        return Set.copyOf(WATCHERS);
    }
}
