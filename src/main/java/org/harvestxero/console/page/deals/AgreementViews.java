package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.stream.IntStream;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.AgreementDesk.Flaw;
import org.harvestxero.api.AgreementDesk.Item;
import org.harvestxero.api.AgreementDesk.Terms;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.ReaderFormat;

/** Agreements, in words. */
public final class AgreementViews {
    private AgreementViews() {}

    /** What whoever looks may do with the files of a place. @param edit try a change @param save keep it */
    public record May(boolean edit, boolean save) {
        static May of(Asked asked, TextPlace place) {
            return new May(
                    asked.may(place.rights().edit()), asked.may(place.rights().save()));
        }
    }

    /** @param more address of the rest; empty where all are shown */
    public record Listed(List<Row> rows, String more, May may) {}

    /**
     * One in the list.
     *
     * @param flaws why it can't be used as it stands; empty when it can
     * @param inForce whether anything of it holds
     */
    public record Row(String file, String path, String client, Facts facts, List<String> flaws, boolean inForce) {}

    /** @param deal what is charged, how often */
    public record Facts(String deal, String valid, boolean shadow) {}

    /**
     * One file.
     *
     * @param lines as it stands, with what is wrong where it is
     */
    public record One(Row row, List<CodeLine> lines, History history, May may) {}

    /** Versions that were saved. @param more address of older ones; empty where all are shown */
    public record History(List<Saved> versions, String more) {}

    /** @param flaws what is wrong on this line */
    public record CodeLine(String text, List<String> flaws) {}

    /** A version that was saved. @param who saved it; empty where it was found so */
    public record Saved(String path, String at, String who, String reason) {}

    /**
     * The page to change one.
     *
     * @param place whose file it is
     * @param text as it was typed last
     * @param sign of the file that was seen
     * @param lines of what was typed, with what is wrong; empty while nothing is
     * @param words that the file may use
     */
    public record Edit(
            String file,
            TextPlace place,
            String text,
            String sign,
            List<CodeLine> lines,
            List<AgreementDesk.Word> words,
            May may) {
        private static final int LEAST_ROWS = 12;
        private static final int MOST_ROWS = 40;
        private static final int ROOM = 3;

        public String path() {
            return place.path(file);
        }

        /** How many lines the field shows. */
        public long rows() {
            return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, text.lines().count() + ROOM));
        }
    }

    /**
     * A change to be looked at before it counts.
     *
     * @param made whether the file isn't there yet
     */
    public record Change(String file, TextPlace place, String text, String sign, DiffView diff, boolean made, May may) {
        public String path() {
            return place.path(file);
        }
    }

    /** What one version changed. */
    public record Past(String file, TextPlace place, String text, Saved saved, DiffView diff, May may) {
        public String path() {
            return place.path(file);
        }
    }

    /** @param gone whether the file is no more @param diff from the file as it stands to what was typed */
    public record Conflict(Edit edit, boolean gone, DiffView diff) {}

    public record Words(TextPlace place, String file, List<AgreementDesk.Word> words) {}

    static String path(String file) {
        return TextPlace.AGREEMENTS.path(file);
    }

    static Row row(Item item, ReaderFormat format) {
        Terms terms = item.terms();
        return new Row(
                item.file(),
                path(item.file()),
                terms == null ? "" : terms.client(),
                facts(terms, format),
                item.flaws().stream().map(AgreementViews::words).toList(),
                terms != null);
    }

    private static Facts facts(@org.jspecify.annotations.Nullable Terms terms, ReaderFormat format) {
        if (terms == null) {
            return new Facts("", "", false);
        }
        String valid = terms.end() == null
                ? "since " + format.date(terms.start())
                : format.date(terms.start()) + " to " + format.date(terms.end());
        return new Facts(
                String.join(", ", terms.kinds()) + ", every " + terms.every(),
                terms.end() != null && terms.end().isBefore(format.today()) ? valid + ", ended" : valid,
                terms.shadow());
    }

    static String words(Flaw flaw) {
        return "line " + flaw.line() + ": " + flaw.reason();
    }

    static List<CodeLine> lines(String text, List<Flaw> flaws) {
        List<String> lines = text.lines().toList();
        int count =
                Math.max(lines.size(), flaws.stream().mapToInt(Flaw::line).max().orElse(0));
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new CodeLine(
                        number > lines.size() ? "" : lines.get(number - 1),
                        flaws.stream()
                                .filter(flaw -> flaw.line() == number)
                                .map(Flaw::reason)
                                .toList()))
                .toList();
    }

    static Change change(TextPlace place, String file, String before, String text, String sign, Asked asked) {
        return new Change(
                file,
                place,
                text,
                sign,
                DiffView.of(before, text),
                sign.equals(AgreementDesk.NONE),
                May.of(asked, place));
    }
}
