package org.harvestxero.runtime.route;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.impl.engine.DefaultLanguageResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.LanguageResolver;
import org.harvestxero.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What operators let routes do: which components and languages they may use, which shipped routes may be missing, which names may go into
 * the query of a call. It guards against mistakes, not against attackers: whoever writes routes can run code as this process.
 *
 * @param components names of components and languages, {@link #CLASSES} and {@link #FILES} with their wider meaning included
 * @param removed ids of shipped routes
 * @param queryParameters names that are not options of the component
 */
public record RoutePolicy(Set<String> components, Set<String> removed, Set<String> queryParameters) {
    /** Allows classes by name; also the name of Camel's component for that. */
    static final String CLASSES = "class";
    /** Allows files anywhere; also the name of Camel's component for that. */
    static final String FILES = "file";

    /** The component that serves health and metrics; always loaded, but the check keeps routes from using it. */
    private static final String SERVER = "platform-http";

    /** What routes are built of, and components that do no harm. */
    private static final Pattern HARMLESS = Pattern.compile(
            "java\\.lang\\.(String|Boolean|Character|Byte|Short|Integer|Long|Float|Double)|java\\.(math|time)\\..*"
                    + "|org\\.apache\\.camel\\.processor\\.aggregate\\..*|org\\.harvestxero\\..*");

    /** Languages of Camel's core, none of which runs a script. */
    private static final Set<String> LANGUAGES = Set.of(
            "constant",
            "simple",
            "csimple",
            "header",
            "exchangeProperty",
            "variable",
            "ref",
            "bean",
            "method",
            "tokenize",
            "xtokenize",
            "xpath",
            "file");

    public static RoutePolicy of(Settings settings) {
        return new RoutePolicy(
                names(settings.text("routes.components")),
                names(settings.optional("routes.removed").orElse("")),
                names(settings.optional("routes.query-parameters").orElse("")));
    }

    /** The default. */
    static RoutePolicy shipped() {
        return of(Settings.of(Map.of()));
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Applies the list also to endpoints that get their name only at run time. */
    public void guard(CamelContext context, @Nullable Path home) {
        ComponentResolver component = new DefaultComponentResolver();
        context.getCamelContextExtension().addContextPlugin(ComponentResolver.class, (name, camel) -> {
            Component found = component.resolveComponent(name, camel);
            if (found != null && !mayUse(name) && !name.equals(SERVER)) {
                throw new IllegalArgumentException(refusal("component", name));
            }
            return found;
        });
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof FileEndpoint file
                    && !mayUseFilesAnywhere()
                    && !RouteRules.isOwnFolder(home, file.getFile().getPath())) {
                throw new IllegalArgumentException(file.getFile() + " is not a folder that routes may use: if that is"
                        + " meant, add " + FILES + " to routes.components");
            }
            return endpoint;
        });
        LanguageResolver language = new DefaultLanguageResolver();
        context.getCamelContextExtension().addContextPlugin(LanguageResolver.class, (name, camel) -> {
            if (!LANGUAGES.contains(name) && !components.contains(name)) {
                throw new IllegalArgumentException(refusal("language", name));
            }
            return language.resolveLanguage(name, camel);
        });
    }

    boolean mayUse(String component) {
        return component.equals(FILES) || components.contains(component);
    }

    boolean mayUseFilesAnywhere() {
        return components.contains(FILES);
    }

    boolean mayName(String type) {
        return HARMLESS.matcher(type).matches() || components.contains(CLASSES);
    }

    static String refusal(String kind, String name) {
        return "the " + kind + " " + name + " is not among routes.components: if that is meant, add " + name + " there";
    }

    @Override
    public String toString() {
        return new TreeSet<>(components) + " " + new TreeSet<>(removed) + " " + new TreeSet<>(queryParameters);
    }
}
