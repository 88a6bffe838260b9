package org.harvestxero.console.page.sides;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.UnmarkedWork;
import org.harvestxero.api.UnmarkedWork.Filter;
import org.harvestxero.api.UnmarkedWork.Report;
import org.harvestxero.api.UnmarkedWork.Selection;
import org.harvestxero.api.UnmarkedWork.Single;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;

/** What is billed and still counts as uninvoiced in Harvest, as a person selects it there. */
public final class MarksPage {
    static final String PATH = "/sides/marks";
    private static final int MOST = 200;

    private final UnmarkedWork unmarked;
    private final Look<Report> look;

    MarksPage(Desk desk, Looks looks) {
        this.unmarked = desk.work().people().unmarkedWork();
        this.look = looks.look("unmarked-work");
    }

    /**
     * @param state of the last look
     * @param lists what to select, and what lies beside; empty before the first look
     */
    public record View(State state, List<Listed> lists, List<String> again, boolean settled, boolean mend) {}

    /** @param words when it was looked, or what keeps it from being done @param good false where it came to nothing */
    public record State(String words, boolean runs, boolean good) {
        static final String NEVER = "Nobody looked since the program was started.";

        /**
         * Of a look.
         *
         * @param never before the first
         * @param runs what goes on while it runs, without the end of the sentence
         * @param ended of what was found
         */
        static <T> State of(
                Look<T> look,
                String never,
                Function<Look.Reading<T>, String> runs,
                BiFunction<Look.Reading<T>, T, State> ended) {
            return look.read().map(reading -> of(reading, runs, ended)).orElseGet(() -> good(never));
        }

        private static <T> State of(
                Look.Reading<T> reading,
                Function<Look.Reading<T>, String> runs,
                BiFunction<Look.Reading<T>, T, State> ended) {
            if (reading.runs()) {
                return new State(runs.apply(reading) + ", asked for by " + reading.who() + ".", true, true);
            }
            T found = reading.found();
            return found == null ? new State(reading.problem(), false, false) : ended.apply(reading, found);
        }

        static State good(String words) {
            return new State(words, false, true);
        }

        /** The words where nothing kept it from being whole. */
        static State unless(List<Trouble> troubles, String words) {
            return troubles.isEmpty() ? good(words) : new State(Words.of(troubles), false, false);
        }

        /** The same about something that is named. */
        State about(String name) {
            return new State(name + ": " + words, runs, good);
        }
    }

    /** @param left how many more there are than are shown; empty for none */
    public record Listed(String name, String help, List<Row> rows, String left) {}

    public record Row(
            String client,
            String project,
            String person,
            String span,
            String what,
            String works,
            String worth,
            String invoices) {}

    Answer show(Asked asked) {
        ReaderFormat format = asked.format();
        Report report = look.last().map(Look.Reading::found).orElse(null);
        return Answer.shown(
                "marks",
                "To mark in Harvest",
                new View(
                        state(format),
                        report == null
                                ? List.of()
                                : List.of(
                                        new Listed(
                                                "Select in Harvest",
                                                "In Harvest's report of uninvoiced work, choose client, project, person and days of a line: all it shows there is to be marked as invoiced.",
                                                report.selections().stream()
                                                        .limit(MOST)
                                                        .map(each -> row(each, format))
                                                        .toList(),
                                                left(report.selections().size(), format)),
                                        new Listed(
                                                "One by one",
                                                "These lie beside work that is not billed: mark each by itself.",
                                                report.single().stream()
                                                        .limit(MOST)
                                                        .map(each -> row(each, format))
                                                        .toList(),
                                                left(report.single().size(), format)),
                                        new Listed(
                                                "On another invoice in Harvest",
                                                "It may be billed twice: look at both invoices.",
                                                report.elsewhere().stream()
                                                        .limit(MOST)
                                                        .map(each -> row(each, format))
                                                        .toList(),
                                                left(report.elsewhere().size(), format))),
                        report == null
                                ? List.of()
                                : report.openAgain().stream().limit(MOST).toList(),
                        report != null && report.isSettled(),
                        asked.may(Right.MEND)));
    }

    private State state(ReaderFormat format) {
        return State.of(
                look,
                State.NEVER,
                last -> "Harvest is being read" + whose(last),
                (last, report) -> State.good("Looked" + whose(last) + " " + format.ago(last.ended()) + " for "
                        + last.who() + "; " + format.number(report.checkedOff()) + " found marked by then."));
    }

    private static String whose(Look.Reading<Report> reading) {
        return reading.about().isEmpty() ? "" : " for " + reading.about();
    }

    private static String left(int size, ReaderFormat format) {
        return size <= MOST ? "" : format.number(size - MOST) + " more: look at one client alone.";
    }

    private static Row row(Selection each, ReaderFormat format) {
        return row(
                each.filter(),
                each.filter().expenses() ? "expenses" : "time",
                format.number(each.works())
                        + (each.filter().expenses() ? "" : " (" + format.quantity(each.hours()) + " h)"),
                format.money(each.worth(), each.currency()),
                String.join(", ", each.invoices()),
                format);
    }

    private static Row row(Single each, ReaderFormat format) {
        String other = each.other();
        return row(
                each.filter(),
                each.kind(),
                each.filter().expenses() ? "1" : format.quantity(each.hours()) + " h",
                format.money(each.worth(), each.currency()),
                each.invoice() + (other == null ? "" : " here, " + other + " in Harvest"),
                format);
    }

    private static Row row(
            Filter filter, String what, String works, String worth, String invoices, ReaderFormat format) {
        return new Row(
                filter.client(),
                filter.project(),
                Words.orEmpty(filter.person()),
                filter.from().equals(filter.to())
                        ? format.date(filter.from())
                        : format.date(filter.from()) + " to " + format.date(filter.to()),
                what,
                works,
                worth,
                invoices);
    }

    Answer begin(Asked asked) {
        String client = asked.field("client").orElse("");
        look.begin(asked.who(), client, () -> unmarked.list(client.isEmpty() ? null : client));
        asked.session().tell(new Session.Notice(true, "Harvest is being read; load the page anew in a moment."));
        return new Answer.Elsewhere(PATH);
    }

    /** Whether it is still read, for the page that waits. */
    Answer live(Asked asked) {
        return Answer.shown("marksLive", "To mark in Harvest", state(asked.format()));
    }
}
