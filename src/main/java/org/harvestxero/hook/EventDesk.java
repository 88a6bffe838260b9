package org.harvestxero.hook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Events;
import org.harvestxero.config.yaml.NearestName;
import org.harvestxero.event.EventKind;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.event.HookEventTable.About;
import org.harvestxero.store.event.StoredEvents;
import org.harvestxero.store.event.StoredEvents.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Shows people what happened, and has hooks told of it again. */
public final class EventDesk implements Events {
    private static final Pattern NAME = Pattern.compile("[Ee](\\d{1,18})");
    private static final int PAGE = 500;

    private final ConnectionStore store;
    private final HookSettings settings;
    private final Delivery delivery;
    private final HookFigures figures;

    /** @param delivery begins to tell hooks, and says whether any still is told */
    public EventDesk(ConnectionStore store, HookSettings settings, Delivery delivery, HookFigures figures) {
        this.figures = figures;
        this.store = store;
        this.settings = settings;
        this.delivery = delivery;
    }

    /**
     * How hooks are told.
     *
     * @param begin begins; does nothing where no route does it
     * @param await returns once no hook is told of anything, or after that time
     */
    public record Delivery(Runnable begin, Consumer<Duration> await) {}

    @Override
    public List<HookState> hooks() {
        return figures.hooks();
    }

    @Override
    public void tell(Duration atMost) {
        if (settings.isAnyOn()) {
            delivery.begin().run();
            delivery.await().accept(atMost);
        }
    }

    @Override
    public List<Item> list(Selection which, int most) {
        String hook = which.hook();
        if (hook != null) {
            hookNamed(hook);
        }
        return store.hooks().events().latest(stored(which), Long.MAX_VALUE, most).stream()
                .map(EventDesk::item)
                .toList();
    }

    @Override
    public Optional<Detail> find(String named) {
        Matcher name = NAME.matcher(named.strip());
        long id = name.matches() ? Long.parseLong(name.group(1)) : -1;
        return store.hooks()
                .events()
                .find(id, named.strip())
                .map(event -> new Detail(
                        item(event),
                        store.hooks().events().hooksOf(event.id()).stream()
                                .map(at -> new AtHook(at.hook(), at.state(), at.attempts(), at.next(), at.message()))
                                .toList()));
    }

    @Override
    public List<Told> replay(Selection which, @Nullable String hook, String who) {
        if (!settings.isAnyOn()) {
            throw new DecisionException("No hook is on: set hooks.NAME=on, such as hooks.file=on, and start anew.");
        }
        List<Hook> hooks = hook == null ? settings.hooks() : List.of(hookNamed(hook));
        List<Told> told = new ArrayList<>();
        for (Hook each : hooks) {
            told.add(new Told(each.name(), again(each, which)));
        }
        store.audit().add(who, null, null, "events-replayed", told.toString());
        return told;
    }

    /** Page by page, each in one transaction: it may be many, and to be told twice does no harm. */
    private long again(Hook hook, Selection which) {
        StoredEvents.Selection selection = stored(new Selection(
                which.since(), which.kinds(), which.parked() ? hook.name() : which.hook(), which.parked()));
        long count = 0;
        long after = 0;
        List<StoredEvent> page = store.hooks().events().oldest(selection, after, PAGE);
        while (!page.isEmpty()) {
            List<StoredEvent> wanted = page.stream()
                    .filter(event -> hook.kinds().contains(event.kind()))
                    .toList();
            store.decide(() -> wanted.forEach(event -> store.hooks()
                    .pending()
                    .again(hook.name(), event.id(), new About(event.subjectType(), event.subjectId()))));
            count += wanted.size();
            after = page.get(page.size() - 1).id();
            page = store.hooks().events().oldest(selection, after, PAGE);
        }
        return count;
    }

    private Hook hookNamed(String name) {
        return settings.hooks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DecisionException("There is no hook " + name + " that is on"
                        + NearestName.of(name, settings.names())
                                .map(meant -> ": did you mean " + meant + "?")
                                .orElse(
                                        settings.isAnyOn()
                                                ? "; there are " + String.join(", ", settings.names())
                                                : ".")));
    }

    private static StoredEvents.Selection stored(Selection which) {
        Set<String> kinds = new LinkedHashSet<>();
        for (String word : which.kinds()) {
            List<EventKind> matching = EventKind.matching(word);
            if (matching.isEmpty()) {
                List<String> all =
                        Arrays.stream(EventKind.values()).map(EventKind::code).toList();
                throw new DecisionException("There is no kind of event " + word + ": the nearest is "
                        + NearestName.among(word, all, 1).get(0) + ".");
            }
            matching.forEach(kind -> kinds.add(kind.code()));
        }
        return new StoredEvents.Selection(which.since(), kinds, which.hook(), which.parked());
    }

    private static Item item(StoredEvent event) {
        return new Item(
                "E" + event.id(),
                event.uid(),
                event.kind(),
                event.version(),
                event.subjectType() + " " + event.subjectId(),
                event.occurredAt(),
                event.data());
    }
}
