package org.harvestxero.runtime.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ClassResolver;
import org.harvestxero.http.CallException;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.NoRoomException;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RequestRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Names that route files of earlier releases use for what has another name today. They keep working, so that edited files survive an
 * update unchanged; people are told the new name.
 */
final class FormerNames {
    private static final Map<String, Class<?>> CLASSES = classes();

    private FormerNames() {}

    private static Map<String, Class<?>> classes() {
        Map<String, Class<?>> classes = new LinkedHashMap<>();
        classes.put("org.harvestxero.calls.CallException", CallException.class);
        classes.put("org.harvestxero.calls.ConsentException", ConsentException.class);
        classes.put("org.harvestxero.calls.GateShutException", NoRoomException.class);
        classes.put("org.harvestxero.calls.NoAnswerException", OutcomeUnknownException.class);
        classes.put("org.harvestxero.calls.RateLimitedException", RateLimitedException.class);
        classes.put("org.harvestxero.calls.RefusedException", RequestRefusedException.class);
        classes.put("org.harvestxero.calls.UnavailableException", OutcomeUnknownException.class);
        return classes;
    }

    /** Finds classes also by their former names. */
    static ClassResolver understoodIn(CamelContext context) {
        return new SharedLookups(context) {
            @Override
            public Class<?> resolveClass(String name) {
                Class<?> today = CLASSES.get(name);
                return today == null ? super.resolveClass(name) : today;
            }

            @Override
            public <T> @Nullable Class<T> resolveClass(String name, Class<T> type) {
                Class<?> today = CLASSES.get(name);
                return today == null ? super.resolveClass(name, type) : cast(today);
            }

            @SuppressWarnings("unchecked") // as Camel's own does
            private <T> Class<T> cast(Class<?> today) {
                return (Class<T>) today;
            }
        };
    }

    /** A sentence for each file that uses a former name. */
    static List<String> told(RouteFiles files) {
        List<String> told = new ArrayList<>();
        files.texts().forEach((path, text) -> {
            String names = CLASSES.entrySet().stream()
                    .filter(each -> !each.getKey().equals(each.getValue().getName()))
                    .filter(each -> Pattern.compile("\\b" + Pattern.quote(each.getKey()) + "\\b")
                            .matcher(text)
                            .find())
                    .map(each -> each.getKey() + " is called " + each.getValue().getName())
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                told.add(files.name(path) + " uses names of an earlier release, which go on working: today " + names
                        + ".");
            }
        });
        return told;
    }
}
