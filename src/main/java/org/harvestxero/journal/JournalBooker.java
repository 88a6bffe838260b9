package org.harvestxero.journal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.harvestxero.api.MonthEnd.Change;
import org.harvestxero.api.MonthEnd.Document;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.api.MonthEnd.Request;
import org.harvestxero.mapping.document.XeroSettings;
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

/**
 * Books what a month should be beside what stands of it. Journals that belong together are recorded together before Xero is asked for the
 * first, and a later one is sent only once those before it stand.
 */
final class JournalBooker {
    private final ConnectionStore store;
    private final JournalSender sender;
    private final Request request;
    private final XeroSettings settings;
    private final String who;

    JournalBooker(ConnectionStore store, JournalSender sender, Request request, XeroSettings settings, String who) {
        this.store = store;
        this.sender = sender;
        this.request = request;
        this.settings = settings;
        this.who = who;
    }

    /** One that is to be made. */
    private record Due(WantedJournal wanted, List<Kept> versions, List<JournalLine> lines) {
        boolean isChange() {
            return versions.stream().anyMatch(kept -> kept.progress().state().counts());
        }

        int nextVersion() {
            return 1
                    + versions.stream()
                            .filter(kept -> kept.progress().state() != JournalState.FAILED)
                            .mapToInt(kept -> kept.mark().version())
                            .max()
                            .orElse(0);
        }
    }

    /** One that is recorded. */
    private record Planned(Kept kept, JournalDocument document) {}

    /** @param together in the order in which they are sent */
    List<Change> book(List<WantedJournal> together) {
        Map<JournalKind, Kept> unclear = request.dryRun()
                ? Map.of()
                : new OpenJournals(store, sender, request.month())
                        .settle(together.stream().map(WantedJournal::kind).toList());
        Map<JournalKind, Change> changes = new EnumMap<>(JournalKind.class);
        List<Due> due = new ArrayList<>();
        for (WantedJournal wanted : together) {
            Kept open = unclear.get(wanted.kind());
            if (open != null) {
                changes.put(wanted.kind(), unclear(open));
                continue;
            }
            Due next = due(wanted);
            change(
                            next,
                            changes.values().stream()
                                    .filter(JournalBooker::stopsLater)
                                    .findFirst())
                    .ifPresentOrElse(change -> changes.put(wanted.kind(), change), () -> due.add(next));
        }
        changes.putAll(book(due, due.stream().mapToInt(Due::nextVersion).max().orElse(1)));
        return together.stream().map(wanted -> changes.get(wanted.kind())).toList();
    }

    private static boolean stopsLater(Change change) {
        return change.outcome() != Outcome.NOTHING;
    }

    private Due due(WantedJournal wanted) {
        List<Kept> versions = store.monthEnd().journal().journals().of(request.month(), wanted.kind());
        List<JournalLine> standing = versions.stream()
                .filter(kept -> kept.progress().state().counts())
                .flatMap(kept -> store.monthEnd().journal().lines().of(kept.id()).stream())
                .toList();
        return new Due(wanted, versions, JournalChange.between(standing, wanted.lines()));
    }

    /** Why it is not made; empty when it is. @param earlier one before it that is not made */
    private Optional<Change> change(Due due, Optional<Change> earlier) {
        if (due.lines().isEmpty()) {
            return Optional.of(new Change(Outcome.NOTHING, null, List.of(), null));
        }
        Optional<String> closed =
                due.wanted().figures().closed().map(why -> "Nothing is booked: " + why.words() + ". " + why.remedy());
        Optional<String> gone = due.versions().stream()
                .filter(kept -> kept.progress().state() == JournalState.GONE && !request.again())
                .map(kept -> kept.mark()
                        + " was deleted or voided in Xero by a person, so nothing is made in its place: give --again"
                        + " to book what is missing.")
                .findFirst();
        return closed.or(() -> gone)
                .or(() -> earlier.map(other -> "It waits for the one that it takes back."))
                .map(words -> new Change(Outcome.HELD, null, due.lines(), words));
    }

    private Map<JournalKind, Change> book(List<Due> due, int version) {
        Map<JournalKind, Change> changes = new EnumMap<>(JournalKind.class);
        List<JournalDocument> documents =
                due.stream().map(each -> document(each, mark(each, version))).toList();
        if (request.dryRun()) {
            for (int i = 0; i < due.size(); i++) {
                changes.put(due.get(i).wanted().kind(), shown(due.get(i), mark(due.get(i), version), documents.get(i)));
            }
            return changes;
        }
        List<Planned> planned = new ArrayList<>();
        store.decide(() -> {
            planned.clear();
            for (int i = 0; i < due.size(); i++) {
                planned.add(plan(due.get(i), mark(due.get(i), version), documents.get(i)));
            }
        });
        @Nullable Kept before = null;
        for (Planned each : planned) {
            Kept sent = before == null || before.progress().state() == JournalState.MADE
                    ? sender.send(each.kept())
                    : new OpenJournals(store, sender, request.month()).after(before, each.kept());
            changes.put(each.kept().mark().kind(), sent(sent, each.document()));
            before = sent;
        }
        return changes;
    }

    private JournalMark mark(Due due, int version) {
        return new JournalMark(due.wanted().kind(), request.month(), version);
    }

    private JournalDocument document(Due due, JournalMark mark) {
        LocalDate day = due.wanted().day();
        @Nullable
        LocalDate locked = settings.organisation()
                .lockedUntil()
                .filter(until -> !until.isBefore(day))
                .orElse(null);
        LocalDate date = locked == null ? day : locked.plusDays(1);
        return new JournalDocument(
                JournalNarration.of(
                        mark,
                        due.isChange(),
                        date,
                        locked,
                        due.wanted().figures().leftOut()),
                date,
                JournalNarration.title(mark),
                due.wanted().manner(),
                due.lines());
    }

    private static Change shown(Due due, JournalMark mark, JournalDocument document) {
        return new Change(
                Outcome.DUE,
                new Document(
                        mark.toString(),
                        document.date(),
                        document.narration(),
                        due.wanted().status(),
                        null),
                due.lines(),
                null);
    }

    private Planned plan(Due due, JournalMark mark, JournalDocument document) {
        due.versions().stream()
                .filter(kept -> kept.progress().state() == JournalState.FAILED)
                .forEach(failed -> store.monthEnd().journal().drop(failed.id()));
        JournalTable.Figures figures = new JournalTable.Figures(
                document.date(),
                due.wanted().status(),
                settings.organisation().baseCurrency(),
                document.total(),
                due.wanted().figures().hours());
        Kept kept = store.monthEnd()
                .journal()
                .journals()
                .add(
                        mark,
                        figures,
                        XeroManualJournalJson.create(document),
                        UUID.randomUUID().toString(),
                        null,
                        who);
        store.monthEnd().journal().lines().add(kept.id(), document.lines());
        due.wanted().sources().keep(store.monthEnd().journal(), kept.id());
        store.audit()
                .add(
                        who,
                        null,
                        null,
                        "journal-planned",
                        due.wanted().kind().isPay()
                                ? mark.toString()
                                : mark + " " + document.total().toPlainString() + " "
                                        + kept.figures().currency());
        return new Planned(kept, document);
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

    private Change unclear(Kept kept) {
        String words = kept.progress().state() == JournalState.PLANNED
                ? kept.mark() + " is recorded and was not sent yet: it waits for the one that it takes back."
                : "Xero was asked for " + kept.mark() + " and gave no answer ("
                        + kept.progress().message()
                        + "). The next run looks for it, and asks again once "
                        + JournalSender.PATIENCE.toMinutes() + " minutes have passed.";
        return new Change(
                Outcome.UNCLEAR,
                document(kept, JournalNarration.title(kept.mark())),
                store.monthEnd().journal().lines().of(kept.id()),
                words);
    }

    static Document document(Kept kept, String narration) {
        return new Document(
                kept.mark().toString(),
                kept.figures().date(),
                narration,
                kept.figures().status(),
                kept.progress().targetId());
    }
}
