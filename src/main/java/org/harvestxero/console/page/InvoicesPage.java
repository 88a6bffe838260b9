package org.harvestxero.console.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.Invoices;
import org.harvestxero.api.Invoices.Found;
import org.harvestxero.api.Invoices.Named;
import org.harvestxero.api.Invoices.Standing;
import org.harvestxero.api.Invoices.Wanted;

/**
 * Invoices that are looked for. One box takes whatever somebody knows of an invoice: it is a number first, and where none is such, an
 * amount, a client, the client's order, or words in the text. An invoice of exactly this number is shown at once.
 */
final class InvoicesPage {
    static final String PATH = "/invoices";

    private final Invoices invoices;
    private final InvoiceStoryPage stories;

    InvoicesPage(Desk desk, InvoiceStoryPage stories) {
        this.invoices = desk.work().people().invoices();
        this.stories = stories;
    }

    /** What was found, and how what was typed was understood. */
    private record Looked(InvoiceQuery query, Found found, String note) {}

    Answer list(Asked asked) {
        InvoiceQuery query = InvoiceQuery.of(asked);
        Optional<Wanted> wanted = query.wanted(asked.format());
        if (wanted.isEmpty()) {
            return shown(
                    asked,
                    query,
                    new Looked(
                            query,
                            Invoices.NONE.find(Wanted.all(1)),
                            "“" + query.amount()
                                    + "” can't be read as an amount. Write it as you write numbers, such as "
                                    + asked.format().amount(new BigDecimal("1234.50"), null) + "."));
        }
        Found found = invoices.find(wanted.get());
        if (query.isOfOneBox() && query.after().isEmpty()) {
            Optional<Answer> story = exactly(asked, query.named().number(), found);
            if (story.isPresent()) {
                return story.get();
            }
            if (found.rows().isEmpty()) {
                return shown(asked, query, understood(asked, query).orElse(new Looked(query, found, "")));
            }
        }
        return shown(asked, query, new Looked(query, found, ""));
    }

    private Optional<Answer> exactly(Asked asked, String typed, Found found) {
        List<String> ids = found.rows().stream()
                .filter(row -> typed.equalsIgnoreCase(row.number()) || typed.equalsIgnoreCase(row.id()))
                .map(Invoices.Row::id)
                .toList();
        if (ids.size() > 1) {
            return Optional.empty();
        }
        return ids.isEmpty() ? stories.named(typed, asked) : stories.answer(ids.get(0), asked);
    }

    /** Nothing has such a number: what else it may mean. */
    private Optional<Looked> understood(Asked asked, InvoiceQuery query) {
        String typed = query.named().number();
        List<Looked> tries = new ArrayList<>();
        asked.format()
                .parsed(InvoiceQuery.bare(typed))
                .ifPresent(amount -> tries.add(look(
                        query,
                        query.knownBy(Named.ANY, typed),
                        query.wanted(Named.ANY, amount),
                        "No invoice has this number; these are of "
                                + asked.format().amount(amount, null) + ".")));
        for (Guess guess : Guess.values()) {
            if (tries.stream().allMatch(each -> each.found().rows().isEmpty())) {
                Named named = guess.of(typed);
                tries.add(look(query, query.knownBy(named, ""), query.wanted(named, null), guess.note));
            }
        }
        return tries.stream().filter(each -> !each.found().rows().isEmpty()).findFirst();
    }

    private Looked look(InvoiceQuery asked, InvoiceQuery meant, Wanted wanted, String note) {
        return new Looked(meant, invoices.find(wanted), note);
    }

    /** What something typed may be that is no number. */
    private enum Guess {
        CLIENT("No invoice has this number; these are of clients whose name holds it."),
        ORDER("No invoice has this number; these are for a purchase order that begins so."),
        TEXT("No invoice has this number; these hold it in their text.");

        private final String note;

        Guess(String note) {
            this.note = note;
        }

        Named of(String typed) {
            return switch (this) {
                case CLIENT -> new Named("", typed, "", "");
                case ORDER -> new Named("", "", typed, "");
                case TEXT -> new Named("", "", "", typed);
            };
        }
    }

    private Answer shown(Asked asked, InvoiceQuery query, Looked looked) {
        ReaderFormat format = asked.format();
        Found found = looked.found();
        return Answer.shown(
                "invoices",
                "Invoices",
                new InvoiceListView(
                        query,
                        Arrays.stream(Standing.values())
                                .map(each -> new InvoiceListView.State(
                                        each.text(),
                                        InvoiceWords.of(each),
                                        each.text().equals(query.state())))
                                .toList(),
                        note(looked, found),
                        found.rows().stream().map(row -> row(row, format)).toList(),
                        new InvoiceListView.More(
                                found.next().isEmpty()
                                        ? ""
                                        : PATH
                                                + looked.query()
                                                        .startingAt(found.next())
                                                        .address(),
                                found.reach().backTo() == null
                                        ? ""
                                        : "Looked at invoices back to "
                                                + format.date(found.reach().backTo()) + ".",
                                query.after().isEmpty()
                                        ? ""
                                        : PATH + query.startingAt("").address()),
                        query.isOfOneBox() && found.rows().isEmpty()));
    }

    private static String note(Looked looked, Found found) {
        List<String> notes = new ArrayList<>();
        if (!looked.note().isEmpty()) {
            notes.add(looked.note());
        }
        if (found.reach().manyClients()) {
            notes.add("Many clients have such a name, and not all are looked at: type more of it.");
        }
        if (!found.reach().whole()) {
            notes.add("The search is still learning older invoices; what is missing shows up by itself.");
        }
        return String.join(" ", notes);
    }

    private static InvoiceListView.Row row(Invoices.Row row, ReaderFormat format) {
        return new InvoiceListView.Row(
                PATH + "/" + row.id(),
                row.number() == null ? "Draft " + row.id() : row.number(),
                row.client(),
                format.date(row.day()),
                format.money(row.amount(), row.currency()),
                InvoiceWords.badge(row.standing()),
                new InvoiceListView.Sides(side(row.harvest()), side(row.xero())));
    }

    static InvoiceListView.Side side(Invoices.Side side) {
        return new InvoiceListView.Side(InvoiceWords.side(side.state()), side.link());
    }
}
