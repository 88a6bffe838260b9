package org.harvestxero.runtime.route;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Component;
import org.harvestxero.config.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a set of route files would run. They are built in a {@link TrialContext}, so nothing that runs is touched.
 *
 * <p>Beyond what Camel refuses by itself it finds route ids used twice, calls of {@code direct:} endpoints that no route begins with, and
 * route configurations that don't exist; Camel would ignore each silently. What a file names is held against {@link RouteRules}, what is
 * true of the whole set against {@link RouteSetRules}, and what became of the shipped routes against {@link ShippedRules}.
 */
public final class RouteCheck {
    private final Map<String, Object> beans;
    private final Properties placeholders;
    private final RoutePolicy policy;
    private final @Nullable Path home;

    /** @param beans what routes may name; components among them are left out, since a context closes its components */
    RouteCheck(Map<String, Object> beans, Properties placeholders) {
        this(beans, placeholders, RoutePolicy.shipped(), null);
    }

    /** @param home where routes may have folders of files; null when nowhere */
    public RouteCheck(Map<String, Object> beans, Properties placeholders, RoutePolicy policy, @Nullable Path home) {
        this.policy = policy;
        this.home = home;
        this.beans = new HashMap<>(beans);
        this.beans.values().removeIf(Component.class::isInstance);
        this.placeholders = placeholders;
    }

    /**
     * A schedule routes begin with.
     *
     * @param route its id
     */
    public record Planned(String route, Schedule schedule) {}

    /**
     * @return the schedules in the files, by id of their routes
     * @throws RouteRefusedException naming the file and the reason, the first that is found
     */
    public List<Planned> check(RouteFiles files) {
        return check(files, null);
    }

    /** @param ran the files these replace, none of whose shipped routes may get lost; null when nothing ran */
    public List<Planned> check(RouteFiles files, @Nullable RouteFiles ran) {
        Map<Path, RouteTree> trees = trees(files);
        new ShippedRules(policy.removed()).check(files, trees.values(), ran);
        try (TrialContext trial = new TrialContext(files, beans, placeholders, policy, home)) {
            trial.load(trees);
            RouteSetRules.configurationsExist(trial);
            RouteRules rules = new RouteRules(trial.context(), policy, home);
            trees.values().forEach(rules::calls);
            trial.build();
            RouteSetRules.callsArrive(trial, files);
            trees.values().forEach(rules::endpoints);
            return RouteSetRules.planned(trial);
        } catch (RouteRefusedException e) {
            throw e;
        } catch (Exception e) {
            throw new RouteRefusedException(files.folder().toString(), reason(e), e);
        }
    }

    /** What people should know of files that may run: a shipped route nobody calls any more, files of an earlier release. */
    public List<String> told(RouteFiles files) {
        try {
            return new ShippedRules(policy.removed()).told(files, trees(files).values());
        } catch (RouteRefusedException e) {
            return List.of(); // reported as a refusal
        }
    }

    /** The endpoints that routes of the files begin with, as they are written. */
    public Stream<String> begun(RouteFiles files) {
        return trees(files).values().stream()
                .flatMap(tree -> tree.routes().stream())
                .map(RouteTree.Declared::from);
    }

    private Map<Path, RouteTree> trees(RouteFiles files) {
        Map<Path, RouteTree> trees = new TreeMap<>();
        files.texts().forEach((path, text) -> trees.put(path, RouteTree.of(files.name(path), text)));
        RouteTemplates.fill(trees.values());
        trees.values().forEach(tree -> RouteRules.types(tree, policy));
        return trees;
    }

    /** For a scheduler that fires nothing: a pool of threads would take half a second to shut down. */
    public static Map<String, Object> idleScheduler() {
        return new HashMap<>(Map.of(
                "org.quartz.scheduler.instanceName", "idle",
                "org.quartz.threadPool.class", "org.quartz.simpl.ZeroSizeThreadPool",
                "org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore"));
    }

    /** The innermost message, on one line. */
    public static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String line =
                String.join(" ", Arrays.stream(message.split("\\s+")).toList()).strip();
        return line.length() <= 400 ? line : line.substring(0, 400) + "…";
    }
}
