package org.harvestxero.console.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.api.Reviews.State;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;

/** The drafts that wait for people: for whoever looks, for others, and put aside. */
public final class ReviewListPage {
    static final String LIST = "/review";
    private static final int MOST_AT_ONCE = 200;

    private final Reviews reviews;

    ReviewListPage(Desk desk) {
        this.reviews = desk.work().people().reviews();
    }

    /** @param total how many wait in all */
    public record View(String total, List<Group> groups) {}

    /**
     * @param count how many there are in all
     * @param mine whether whoever looks may say the yes they wait for
     * @param next where those behind the last row are; empty where all are shown
     */
    public record Group(String name, String count, boolean mine, List<Row> rows, String next) {}

    /**
     * A draft.
     *
     * @param id such as {@code D12}
     * @param choice for forms: its number and the state of it that is seen
     * @param waits for whose yes
     * @param compared with the client's periods before
     */
    public record Row(
            String id,
            String choice,
            String client,
            String period,
            String total,
            String due,
            String waits,
            List<String> why,
            Compared compared) {}

    /** @param percent more or less than the period before; empty for the first */
    public record Compared(String percent, Sparkline spark) {}

    /** Which drafts stand together. */
    private enum Kind {
        MINE("Waiting for you"),
        OTHERS("Waiting for others"),
        ASIDE("Put aside");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** As it stands in addresses. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Answer list(Asked asked) {
        List<Item> waiting = reviews.list(Reviews.Filter.waiting()).stream()
                .sorted(Comparator.comparing(Item::issueDate).thenComparing(Item::id))
                .toList();
        Map<Kind, List<Item>> kinds = new EnumMap<>(Kind.class);
        for (Item item : waiting) {
            kinds.computeIfAbsent(kind(item, asked), first -> new ArrayList<>()).add(item);
        }
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<Kind, List<Item>> each : kinds.entrySet()) {
            group(each.getKey(), each.getValue(), asked).ifPresent(groups::add);
        }
        return Answer.shown("review", "Review", new View(asked.format().number(waiting.size()), groups));
    }

    private Kind kind(Item item, Asked asked) {
        if (item.state() == State.HELD) {
            return Kind.ASIDE;
        }
        return asked.may(Right.DECIDE) && reviews.waitsFor(item, asked.who()) ? Kind.MINE : Kind.OTHERS;
    }

    /** A part of a long group, from the draft on that the address names; empty where another group is asked for. */
    private Optional<Group> group(Kind kind, List<Item> items, Asked asked) {
        Optional<String> only = asked.value("group");
        if (only.isPresent() && !only.get().equals(kind.word())) {
            return Optional.empty();
        }
        Optional<String> after = only.flatMap(word -> asked.value("after"));
        List<Item> rest = items.stream()
                .filter(item -> after.isEmpty() || key(item).compareTo(after.get()) > 0)
                .toList();
        List<Item> shown = rest.subList(0, Math.min(MOST_AT_ONCE, rest.size()));
        Map<Long, DraftInsights.Trend> trends = shown.isEmpty()
                ? Map.of()
                : reviews.insights().trends(shown.stream().map(Item::id).toList());
        String next = rest.size() > shown.size()
                ? LIST + "?group=" + kind.word() + "&after=" + key(shown.get(shown.size() - 1))
                : "";
        return Optional.of(new Group(
                kind.title,
                asked.format().number(items.size()),
                kind == Kind.MINE,
                shown.stream()
                        .map(item ->
                                row(item, trends.getOrDefault(item.id(), DraftInsights.Trend.NONE), asked.format()))
                        .toList(),
                next));
    }

    /** Sorts as the list does. */
    private static String key(Item item) {
        return item.issueDate() + "." + String.format(Locale.ROOT, "%018d", item.id());
    }

    private static Row row(Item item, DraftInsights.Trend trend, ReaderFormat format) {
        return new Row(
                PublicIds.draft(item.id()),
                item.id() + "." + item.version(),
                item.client(),
                item.period(),
                format.money(item.total(), item.currency()),
                format.date(item.dueDate()),
                waits(item),
                item.reasons(),
                new Compared(
                        trend.percent()
                                .map(percent -> Deviation.percent(percent, format))
                                .orElse(""),
                        Sparkline.of(trend, item.currency(), format)));
    }

    static String waits(Item item) {
        return switch (item.state()) {
            case REVIEW ->
                item.waitsFor().map(role -> "waits for the yes of a " + role).orElse("waits for a yes")
                        + (item.step() > 0 ? ", other than " + item.decidedBy() : "");
            case HELD -> "put aside" + (item.decidedBy() == null ? "" : " by " + item.decidedBy());
            default -> CodeWords.named(item.state().name().toLowerCase(Locale.ROOT));
        };
    }

    /** Says yes to each that was chosen; one that can't be keeps no other from it. */
    Answer approveChosen(Asked asked) {
        List<String> choices = asked.fields("draft");
        if (choices.isEmpty() || choices.size() > MOST_AT_ONCE) {
            throw new DecisionException("Choose 1 to " + MOST_AT_ONCE + " drafts first.");
        }
        int done = 0;
        List<String> refused = new ArrayList<>();
        for (String choice : choices) {
            try {
                reviews.approve(ref(choice), null, asked.who());
                done++;
            } catch (DecisionException e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        }
        String sentence = asked.format().count(done, "draft") + " approved.";
        asked.session()
                .tell(new Session.Notice(
                        refused.isEmpty(), refused.isEmpty() ? sentence : sentence + " " + String.join(" ", refused)));
        return new Answer.Elsewhere(LIST);
    }

    private static Ref ref(String choice) {
        if (!choice.matches("\\d{1,18}\\.\\d{1,9}")) {
            throw new DecisionException("The list is out of date: load it anew.");
        }
        int dot = choice.indexOf('.');
        return new Ref(Long.parseLong(choice.substring(0, dot)), Integer.valueOf(choice.substring(dot + 1)));
    }
}
