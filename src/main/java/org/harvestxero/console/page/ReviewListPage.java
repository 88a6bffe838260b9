package org.harvestxero.console.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
    private static final int MOST_AT_ONCE = 100;

    private final Reviews reviews;

    ReviewListPage(Desk desk) {
        this.reviews = desk.work().people().reviews();
    }

    /** @param total how many wait in all */
    public record View(String total, List<Group> groups) {}

    /** @param mine whether whoever looks may say the yes they wait for */
    public record Group(String name, boolean mine, List<Row> rows) {}

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

    Answer list(Asked asked) {
        List<Row> mine = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        List<Row> aside = new ArrayList<>();
        List<Item> waiting = reviews.list(Reviews.Filter.waiting()).stream()
                .sorted(Comparator.comparing(Item::issueDate).thenComparing(Item::id))
                .toList();
        for (Item item : waiting) {
            boolean forMe = asked.may(Right.DECIDE) && reviews.waitsFor(item, asked.who());
            (item.state() == State.HELD ? aside : forMe ? mine : others).add(row(item, asked.format()));
        }
        List<Group> groups = new ArrayList<>();
        add(groups, "Waiting for you", true, mine);
        add(groups, "Waiting for others", false, others);
        add(groups, "Put aside", false, aside);
        return Answer.shown("review", "Review", new View(asked.format().number(waiting.size()), groups));
    }

    private static void add(List<Group> groups, String name, boolean mine, List<Row> rows) {
        if (!rows.isEmpty()) {
            groups.add(new Group(name, mine, List.copyOf(rows)));
        }
    }

    private Row row(Item item, ReaderFormat format) {
        DraftInsights.Trend trend = reviews.insights().trend(item.id());
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
            default -> TodayPage.named(item.state().name().toLowerCase(Locale.ROOT));
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
