package org.harvestxero.console.page.setup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.harvestxero.api.DecisionException;
import org.harvestxero.config.ChangedLines;
import org.harvestxero.config.SettingsFile;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.setup.SettingsCard.Field;
import org.harvestxero.console.page.setup.SettingsCard.Kind;
import org.harvestxero.console.session.Session;

/** Changes settings: shows first what changes in the file, writes it when somebody says yes, and starts the program again. */
public final class SettingsActions {
    /** Long enough for the answer to leave. */
    private static final long UNTIL_END_MILLIS = 700;

    private final Desk.Setup setup;
    private final SettingsPages pages;
    private final ProposedChanges proposed = new ProposedChanges();

    SettingsActions(Desk desk, SettingsPages pages) {
        this.setup = desk.setup();
        this.pages = pages;
    }

    /**
     * What would be written.
     *
     * @param key to say yes with
     * @param page to go back to
     * @param edited what somebody else changed in the file meanwhile; empty for nothing
     */
    public record View(String key, String page, String file, List<Row> rows, List<Row> edited) {
        public View {
            rows = List.copyOf(rows);
            edited = List.copyOf(edited);
        }
    }

    /**
     * A line of the file.
     *
     * @param look {@code added}, {@code removed}, {@code same} or {@code gap}
     * @param number as people count; empty for none
     */
    public record Row(String look, String sign, String number, String text) {
        static List<Row> of(List<ChangedLines.Row> rows) {
            return rows.stream()
                    .map(row -> new Row(
                            row.fate().word(),
                            switch (row.fate()) {
                                case ADDED -> "+";
                                case REMOVED -> "−";
                                case SAME -> " ";
                                case GAP -> "…";
                            },
                            row.number() == 0 ? "" : Integer.toString(row.number()),
                            row.text()))
                    .toList();
        }
    }

    Answer check(Asked asked) {
        String page = page(asked);
        SettingsCard card = pages.cards(page, asked).stream()
                .filter(each -> asked.field("card").filter(each.id()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new DecisionException("Choose what to set."));
        Map<String, String> values = typed(card, asked);
        SideCards.alongWith(card.id()).forEach((key, value) -> {
            if (!pages.present().optional(key).orElse("").equals(value)) {
                values.put(key, value);
            }
        });
        if (values.isEmpty()) {
            throw new DecisionException("Nothing was changed: all of it stands in the file as it was typed.");
        }
        return shown(asked, setup.file().change(values), page, List.of());
    }

    private Answer shown(Asked asked, SettingsFile.Change change, String page, List<ChangedLines.Row> edited) {
        return Answer.shown(
                "setupChange",
                "What will be written",
                new View(
                        proposed.keep(asked.session(), change, page),
                        page,
                        setup.file().path().toString(),
                        Row.of(change.lines()),
                        Row.of(edited)));
    }

    private static Map<String, String> typed(SettingsCard card, Asked asked) {
        Map<String, String> values = new TreeMap<>();
        for (Field field : card.fields()) {
            String value = asked.field(field.name()).orElse("");
            if (field.fixed() || !asked.fields().containsKey(field.name())) {
                continue;
            }
            if (field.kind() == Kind.SECRET) {
                if (!value.isEmpty()) {
                    values.put(field.name().substring(1), value);
                }
            } else if (!value.equals(field.value())) {
                if (field.kind() == Kind.CHOICE
                        && field.options().stream()
                                .noneMatch(option -> option.value().equals(value))) {
                    throw new DecisionException(
                            "Choose one of the list for: " + field.label().text() + ".");
                }
                values.put(field.name(), value);
            }
        }
        return gateway(values);
    }

    /** The name and the account of a new gateway make one setting. */
    private static Map<String, String> gateway(Map<String, String> values) {
        String name = values.remove(BooksCards.NEW_GATEWAY);
        String account = values.remove(BooksCards.NEW_GATEWAY_ACCOUNT);
        if (name == null && account == null) {
            return values;
        }
        String word = (name == null ? "" : name)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        if (word.isEmpty() || account == null || account.isEmpty()) {
            throw new DecisionException("Another gateway needs its name and its account.");
        }
        values.put(BooksCards.ACCOUNT + "." + BooksCards.GATEWAY + "." + word, account);
        return values;
    }

    Answer write(Asked asked) {
        ProposedChanges.Proposed change = proposed.take(
                        asked.session(), asked.field("change").orElse(""))
                .orElseThrow(() -> new DecisionException(
                        "Nothing was written: this change was written or left before. Type it once more."));
        try {
            setup.file().write(change.change());
        } catch (SettingsFile.EditedException e) {
            return shown(asked, setup.file().change(change.change().values()), change.page(), e.lines());
        }
        setup.desk()
                .note(
                        asked.who(),
                        "settings-changed",
                        String.join(", ", new TreeSet<>(change.change().values().keySet())));
        asked.session()
                .tell(
                        new Session.Notice(
                                true,
                                "Written. It counts once the program has started again; what stood in the file before is kept in data/settings."));
        return new Answer.Elsewhere(change.page());
    }

    Answer startAgain(Asked asked) {
        pages.present(); // a file that can't be used would keep it from starting
        setup.desk().note(asked.who(), "started-again", "with the settings as they are now");
        CompletableFuture.delayedExecutor(UNTIL_END_MILLIS, TimeUnit.MILLISECONDS)
                .execute(setup.startAgain());
        return Answer.shown(
                "setupAgain",
                "Starting again",
                new Answer.Message(
                        "The program starts again",
                        "It takes some seconds; you stay signed in.",
                        "This page goes on by itself, without scripts by the link below."));
    }

    private static String page(Asked asked) {
        return switch (asked.field("_page").orElse("")) {
            case SettingsPages.HARVEST -> SettingsPages.HARVEST;
            case SettingsPages.XERO -> SettingsPages.XERO;
            default -> SettingsPages.BOOKS;
        };
    }
}
