package org.harvestxero.runtime.route;

import java.lang.reflect.Method;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.util.StringQuoteHelper;
import org.harvestxero.config.yaml.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * Checks that what a route file names exists: options in the component's own list (HTTP would send an unknown one to the other side as a
 * query parameter), methods in the bean's class, a route for each {@code direct:} call; and that files lie where they may.
 */
final class RouteRules {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(?://)?(.*)", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile("([A-Za-z_$][\\w$]*)(\\((.*)\\))?.*", Pattern.DOTALL);
    private static final Pattern READS = Pattern.compile(
            "\\s*select\\s(?!.*\\b(?:insert|update|delete|into|merge)\\b).*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    /** Folders of the home that hold settings, code or the database. */
    private static final Set<String> OURS = Set.of("data", "routes", "agreements", "bin", "lib");

    private final CamelContext context;
    private final RoutePolicy policy;
    private final @Nullable Path home;

    /**
     * @param context holds the routes
     * @param home null when there is none, so that no file is in it
     */
    RouteRules(CamelContext context, RoutePolicy policy, @Nullable Path home) {
        this.context = context;
        this.policy = policy;
        this.home = home;
    }

    /** Called before anything is built from the file, since making a bean runs its code. */
    static void types(RouteTree tree, RoutePolicy policy) {
        for (RouteTree.Type type : tree.types()) {
            if (!policy.mayName(type.name())) {
                throw tree.refused(
                        type.line(),
                        "the class " + type.name() + " is not one that routes may name: if that is meant, add "
                                + RoutePolicy.CLASSES + " to routes.components");
            }
        }
    }

    /** Called once all beans of the files are made. */
    void calls(RouteTree tree) {
        tree.calls().forEach(call -> call(tree, call.bean(), call.method(), call.line()));
    }

    /** Called once all routes are built. */
    void endpoints(RouteTree tree) {
        Set<String> begun = context.getRoutes().stream()
                .map(route -> route.getEndpoint().getEndpointUri().replace("://", ":"))
                .map(uri -> uri.replaceFirst("\\?.*", ""))
                .collect(Collectors.toSet());
        tree.endpoints().forEach(endpoint -> endpoint(tree, endpoint, begun));
    }

    private void endpoint(RouteTree tree, RouteTree.Endpoint endpoint, Set<String> begun) {
        Matcher parts = SCHEME.matcher(resolved(tree, endpoint.uri(), endpoint.line()));
        if (!parts.matches()) {
            return; // decided while it runs
        }
        String scheme = parts.group(1);
        String rest = parts.group(2);
        if (!policy.mayUse(scheme)) {
            throw tree.refused(endpoint.line(), RoutePolicy.refusal("component", scheme));
        }
        boolean known = !rest.contains("${");
        options(tree, endpoint, scheme);
        switch (scheme) {
            case "direct" -> {
                if (known && !begun.contains("direct:" + rest)) {
                    throw tree.refused(endpoint.line(), "calls direct:" + rest + ", which no route begins with");
                }
            }
            case "bean" ->
                endpoint.options().stream()
                        .filter(option -> known && option.name().equals("method"))
                        .forEach(option -> call(tree, rest, option.value(), option.line()));
            case "file" -> file(tree, endpoint, rest);
            case "sql" -> sql(tree, endpoint, rest);
            default -> {
                // nothing more to check
            }
        }
    }

    private void options(RouteTree tree, RouteTree.Endpoint endpoint, String scheme) {
        EndpointUriFactory catalogue = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        if (catalogue == null) {
            return;
        }
        Set<String> known = new TreeSet<>(catalogue.propertyNames());
        Set<String> prefixes = new HashSet<>(catalogue.multiValuePrefixes().values());
        prefixes.addAll(catalogue.multiValuePrefixes().keySet());
        prefixes.removeIf(prefix -> !prefix.endsWith("."));
        for (RouteTree.Option option : endpoint.options()) {
            String name = option.name();
            if (known.contains(name) || prefixes.stream().anyMatch(name::startsWith) || name.contains("{")) {
                continue;
            }
            Optional<String> meant = NearestName.of(name, known);
            String likely =
                    NearestName.among(name, known, 1).stream().findFirst().orElse("");
            String what = name + " is no option of " + scheme + ": "
                    + meant.map(each -> "did you mean " + each + "?").orElse("the nearest is " + likely + ".");
            if (!catalogue.isLenientProperties()) {
                throw tree.refused(option.line(), what);
            }
            if (!policy.queryParameters().contains(name)) {
                throw tree.refused(
                        option.line(),
                        what + " It would go to the other side as a query parameter; if that is meant, set the header"
                                + " CamelHttpQuery instead, or add " + name + " to routes.query-parameters");
            }
        }
    }

    private void call(RouteTree tree, String written, String method, int line) {
        String name = resolved(tree, written, line).replaceFirst("^#(bean:)?", "");
        if (name.contains(":") || name.contains("${")) {
            return; // a class, which is looked at as such, or decided while it runs
        }
        Object bean = context.getRegistry().lookupByName(name);
        if (bean == null) {
            throw tree.refused(line, "there is no bean " + name);
        }
        Matcher parts = METHOD.matcher(resolved(tree, method, line).strip());
        if (!parts.matches()) {
            return; // none is named, or it is decided while it runs
        }
        List<Method> named = Arrays.stream(bean.getClass().getMethods())
                .filter(each -> each.getName().equals(parts.group(1)))
                .toList();
        if (named.isEmpty()) {
            Set<String> all = Arrays.stream(bean.getClass().getMethods())
                    .filter(each -> each.getDeclaringClass() != Object.class)
                    .map(Method::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
            throw tree.refused(
                    line,
                    "the bean " + name + " has no method " + parts.group(1)
                            + NearestName.of(parts.group(1), all)
                                    .map(each -> ": did you mean " + each + "?")
                                    .orElse("; it has "
                                            + String.join(", ", NearestName.among(parts.group(1), all, 5))));
        }
        if (parts.group(2) != null) {
            int given =
                    parts.group(3).isBlank() ? 0 : StringQuoteHelper.splitSafeQuote(parts.group(3), ',', true).length;
            if (named.stream().noneMatch(each -> each.getParameterCount() == given)) {
                throw tree.refused(
                        line,
                        "the method " + parts.group(1) + " of the bean " + name + " takes "
                                + named.stream()
                                        .map(each -> String.valueOf(each.getParameterCount()))
                                        .distinct()
                                        .collect(Collectors.joining(" or "))
                                + " values, not " + given);
            }
        }
    }

    /** Our own database is written behind its fence, in one transaction with the work; what a route writes would be neither. */
    private static void sql(RouteTree tree, RouteTree.Endpoint endpoint, String statement) {
        boolean ledger = endpoint.options().stream()
                .noneMatch(option ->
                        option.name().equals("dataSource") && !option.value().equals("#dataSource"));
        if (ledger && !READS.matcher(statement).matches()) {
            throw tree.refused(
                    endpoint.line(),
                    "sql: may only read the ledger, by a select that stands here: what changes it goes through the"
                            + " beans; for another database, name its dataSource");
        }
    }

    /** Only folders of the home that aren't ours may be used; everything else operators have to allow. */
    private void file(RouteTree tree, RouteTree.Endpoint endpoint, String folder) {
        boolean leaves = endpoint.options().stream()
                .anyMatch(option ->
                        option.value().contains("..") || option.value().startsWith("/"));
        if (!policy.mayUseFilesAnywhere() && (leaves || !isOwnFolder(home, folder))) {
            throw tree.refused(
                    endpoint.line(),
                    "file:" + folder + " is not a folder that routes may use, such as file:" + home
                            + "/exports: if that is meant, add " + RoutePolicy.FILES + " to routes.components");
        }
    }

    /** Whether a folder lies in the home, apart from what is ours there; one that is decided while it runs does not. */
    static boolean isOwnFolder(@Nullable Path home, String folder) {
        try {
            if (home == null || folder.contains("$") || folder.contains("{")) {
                return false;
            }
            Path path = Path.of(folder).toAbsolutePath().normalize();
            return path.startsWith(home)
                    && !path.equals(home)
                    && !OURS.contains(home.relativize(path).getName(0).toString());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private String resolved(RouteTree tree, String text, int line) {
        try {
            return context.resolvePropertyPlaceholders(text);
        } catch (RuntimeException e) {
            throw tree.refused(line, RouteCheck.reason(e));
        }
    }
}
