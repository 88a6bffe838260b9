package org.harvestxero.journal;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.harvestxero.api.MonthEnd.Change;
import org.harvestxero.api.MonthEnd.Document;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.api.MonthEnd.Request;
import org.harvestxero.api.MonthEnd.Tie;
import org.harvestxero.api.MonthEnd.Whole;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.config.agreement.JournalRules;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.monthend.CodingRefusal;
import org.harvestxero.monthend.CostJournal;
import org.harvestxero.monthend.JournalChange;
import org.harvestxero.monthend.JournalDocument;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.JournalMark;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.journal.JournalState;
import org.harvestxero.store.journal.JournalTable;
import org.harvestxero.store.journal.JournalTable.Kept;
import org.harvestxero.xero.XeroManualJournalJson;
import org.jspecify.annotations.Nullable;

/** The labour cost of one month, booked in a journal, or what changed since in another one. */
final class CostMonth {
    private static final JournalKind KIND = JournalKind.COST;

    private final ConnectionStore store;
    private final JournalSides sides;
    private final JournalSender sender;
    private final Request request;
    private final String who;

    CostMonth(ConnectionStore store, JournalSides sides, JournalSender sender, Request request, String who) {
        this.store = store;
        this.sides = sides;
        this.sender = sender;
        this.request = request;
        this.who = who;
    }

    Journal run(JournalRules.Cost rules) {
        XeroSettings settings = sides.settings();
        String currency = settings.organisation().baseCurrency();
        List<String> notes =
                new ArrayList<>(new StandingJournals(store, sides).look(request.month(), KIND, currency, who));
        MonthEntries read = MonthEntries.read(sides, request.month());
        notes.addAll(read.unreadable());
        JournalAccounts accounts = new JournalAccounts(settings);
        CostJournal journal =
                CostJournal.of(request.month(), read.entries(), rules.rules(), accounts, CurrencyDigits.of(currency));
        return new Journal(
                KIND,
                new Whole(
                        currency,
                        journal.lines(),
                        journal.cost(),
                        journal.hours(),
                        journal.sources().size()),
                change(rules, settings, journal, accounts.apply(rules.rules().clearing())),
                new Tie(journal.hours(), journal.hoursLeftOut(), read.reported()),
                journal.leftOut(),
                notes);
    }

    private Change change(
            JournalRules.Cost rules, XeroSettings settings, CostJournal journal, Optional<CodingRefusal> clearing) {
        Optional<Kept> open = request.dryRun() ? Optional.empty() : openOnes();
        if (open.isPresent()) {
            return unclear(open.get());
        }
        List<Kept> versions = store.journal().journals().of(request.month(), KIND);
        List<JournalLine> standing = versions.stream()
                .filter(kept -> kept.progress().state().counts())
                .flatMap(kept -> store.journal().lines().of(kept.id()).stream())
                .toList();
        List<JournalLine> lines = JournalChange.between(standing, journal.lines());
        if (lines.isEmpty()) {
            return new Change(Outcome.NOTHING, null, List.of(), null);
        }
        if (clearing.isPresent()) {
            return new Change(
                    Outcome.HELD,
                    null,
                    lines,
                    "Nothing is booked: " + clearing.get().words() + ". "
                            + clearing.get().remedy());
        }
        Optional<Kept> gone = versions.stream()
                .filter(kept -> kept.progress().state() == JournalState.GONE)
                .findFirst();
        if (gone.isPresent() && !request.again()) {
            return new Change(
                    Outcome.HELD,
                    null,
                    lines,
                    gone.get().mark()
                            + " was deleted or voided in Xero by a person, so nothing is made in its place: give --again"
                            + " to book what is missing.");
        }
        return book(rules, settings, journal, versions, lines);
    }

    /** Those recorded and not settled go first; the first of which is still not known what became of it. */
    private Optional<Kept> openOnes() {
        for (Kept kept : store.journal().journals().of(request.month(), KIND)) {
            JournalState state = kept.progress().state();
            if ((state == JournalState.PLANNED || state == JournalState.SENDING)
                    && sender.send(kept).progress().state() == JournalState.SENDING) {
                return store.journal().journals().find(kept.mark());
            }
        }
        return Optional.empty();
    }

    private Change unclear(Kept kept) {
        return new Change(
                Outcome.UNCLEAR,
                document(kept, JournalNarration.title(kept.mark())),
                store.journal().lines().of(kept.id()),
                "Xero was asked for " + kept.mark() + " and gave no answer ("
                        + kept.progress().message()
                        + "). The next run looks for it, and asks again once "
                        + JournalSender.PATIENCE.toMinutes() + " minutes have passed.");
    }

    private Change book(
            JournalRules.Cost rules,
            XeroSettings settings,
            CostJournal journal,
            List<Kept> versions,
            List<JournalLine> lines) {
        boolean change =
                versions.stream().anyMatch(kept -> kept.progress().state().counts());
        int version = 1
                + versions.stream()
                        .filter(kept -> kept.progress().state() != JournalState.FAILED)
                        .mapToInt(kept -> kept.mark().version())
                        .max()
                        .orElse(0);
        JournalMark mark = new JournalMark(KIND, request.month(), version);
        LocalDate last = request.month().atEndOfMonth();
        @Nullable
        LocalDate locked = settings.organisation()
                .lockedUntil()
                .filter(until -> !until.isBefore(last))
                .orElse(null);
        LocalDate date = locked == null ? last : locked.plusDays(1);
        JournalDocument document = new JournalDocument(
                JournalNarration.of(mark, change, date, locked, journal.leftOut()),
                date,
                JournalNarration.title(mark),
                new JournalDocument.Manner(rules.posted(), rules.cashBasis()),
                lines);
        if (request.dryRun()) {
            return new Change(
                    Outcome.DUE,
                    new Document(mark.toString(), date, document.narration(), status(rules), null),
                    lines,
                    null);
        }
        return sent(sender.send(plan(mark, document, settings, rules, journal, versions)), document);
    }

    private static String status(JournalRules.Cost rules) {
        return rules.posted() ? "POSTED" : "DRAFT";
    }

    private Kept plan(
            JournalMark mark,
            JournalDocument document,
            XeroSettings settings,
            JournalRules.Cost rules,
            CostJournal journal,
            List<Kept> versions) {
        Kept[] planned = new Kept[1];
        store.decide(() -> {
            versions.stream()
                    .filter(kept -> kept.progress().state() == JournalState.FAILED)
                    .forEach(this::drop);
            JournalTable.Figures figures = new JournalTable.Figures(
                    document.date(),
                    status(rules),
                    settings.organisation().baseCurrency(),
                    document.total(),
                    journal.hours());
            Kept kept = store.journal()
                    .journals()
                    .add(
                            mark,
                            figures,
                            XeroManualJournalJson.create(document),
                            UUID.randomUUID().toString(),
                            null,
                            who);
            store.journal().lines().add(kept.id(), document.lines());
            store.journal().sources().add(kept.id(), journal.sources());
            store.audit()
                    .add(
                            who,
                            null,
                            null,
                            "journal-planned",
                            mark + " " + document.total().toPlainString());
            planned[0] = kept;
        });
        return planned[0];
    }

    private void drop(Kept failed) {
        store.journal().lines().drop(failed.id());
        store.journal().sources().drop(failed.id());
        store.journal().journals().drop(failed.id());
    }

    private Change sent(Kept kept, JournalDocument document) {
        Document shown = document(kept, document.narration());
        String message = kept.progress().message();
        return switch (kept.progress().state()) {
            case MADE -> new Change(Outcome.MADE, shown, document.lines(), message);
            case FAILED ->
                new Change(
                        Outcome.FAILED,
                        shown,
                        document.lines(),
                        "Xero refused it: " + message + ". Correct that, then run it again.");
            default -> unclear(kept);
        };
    }

    static Document document(Kept kept, String narration) {
        return new Document(
                kept.mark().toString(),
                kept.figures().date(),
                narration,
                kept.figures().status(),
                kept.progress().targetId());
    }

    /** Whether the month is over. */
    static boolean isOver(YearMonth month, LocalDate today) {
        return month.atEndOfMonth().isBefore(today);
    }
}
