package org.harvestxero.billrun;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.WantedPeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.commands.Stop;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingRunTable;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Finds out what is to be billed: agreements × calendars, less what the ledger knows as billed. */
public final class DuePeriodFinder {
    private static final int MOST = 100_000;
    private static final int MOST_NAMED = 6;

    private final ConnectionStore store;
    private final ActiveAgreements activeAgreements;
    private final BillingFailures tasks;
    private final @Nullable LocalDate since;
    private final Supplier<Optional<Trouble>> shortOfRoom;
    private final Clock clock;

    /**
     * @param since periods whose invoice would be dated before are left to whoever billed them; null for none
     * @param shortOfRoom why nothing may be recorded for want of room on the disk; empty while there is enough
     */
    public DuePeriodFinder(
            ConnectionStore store,
            ActiveAgreements activeAgreements,
            BillingFailures tasks,
            @Nullable LocalDate since,
            Supplier<Optional<Trouble>> shortOfRoom,
            Clock clock) {
        this.shortOfRoom = shortOfRoom;
        this.store = store;
        this.activeAgreements = activeAgreements;
        this.tasks = tasks;
        this.since = since;
        this.clock = clock;
    }

    /** Begins a look. */
    public BillRun begin(
            BillRequest request,
            @Header("who") @Nullable String who,
            @ExchangeProperty(Stop.PROPERTY) @Nullable Stop stop) {
        return new BillRun(
                request,
                who == null ? "process" : who,
                clock.instant(),
                stop == null ? Stop.never() : stop,
                shortOfRoom);
    }

    /** What one try at finding out has come to. */
    private static final class Finding {
        private final List<ClientBillJob> jobs = new ArrayList<>();
        private final List<BillReport.Refused> refused = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Map<Instant, List<String>> next = new TreeMap<>();
        private final List<String> idle = new ArrayList<>();
        private final List<String> left = new ArrayList<>();
        private final Map<Long, String> files = new HashMap<>();
        private final Set<String> badFiles = new HashSet<>();
        private boolean clientsKnown = true;
        private boolean matched;
    }

    /**
     * Finds what is due, or what is asked for, with the clients as they are known here; once more after Harvest's clients were read.
     */
    public void find(@Header(BillRun.HEADER) BillRun round, @Header("clientsRead") @Nullable Boolean clientsRead) {
        boolean sure = Boolean.TRUE.equals(clientsRead);
        Finding finding = new Finding();
        List<AgreementVersion> versions = activeAgreements.refresh();
        refusedFiles(versions, finding, round);
        Map<String, List<SourceDocument>> clients = clients();
        Set<BillingRunTable.Billed> billed = Set.copyOf(store.billingRuns().periods());
        for (AgreementVersion version : versions) {
            find(version, clients, billed, round, finding, sure);
        }
        String wanted = round.request().client();
        if (wanted != null && !finding.matched && finding.clientsKnown) {
            finding.refused.add(new BillReport.Refused(
                    wanted,
                    "No agreement names the client \"" + wanted + "\".",
                    versions.isEmpty()
                            ? "Write one in agreements/; five lines are enough, see agreements/samples."
                            : "Agreements there are for: "
                                    + versions.stream()
                                            .map(AgreementVersion::client)
                                            .sorted()
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
        if (versions.isEmpty() && finding.refused.isEmpty()) {
            finding.notes.add("There is no agreement in agreements/, so nothing is billed.");
        } else if (finding.jobs.isEmpty() && finding.refused.isEmpty()) {
            finding.notes.add(nothingDue(finding, round.request().period()));
        }
        finding.notes.addAll(notDue(finding));
        finding.notes.addAll(finding.idle);
        finding.notes.addAll(finding.left);
        if (round.request().manner() == BillRequest.Manner.FOR_REAL && finding.clientsKnown) {
            tasks.filesSettledBut(finding.badFiles);
        }
        round.found(finding.jobs, finding.refused, finding.notes, finding.clientsKnown);
    }

    private static String nothingDue(Finding finding, @Nullable String period) {
        if (period != null) {
            return "No agreement has a period called \"" + period + "\".";
        }
        if (finding.next.isEmpty()) {
            return "Nothing is due.";
        }
        Map.Entry<Instant, List<String>> first =
                finding.next.entrySet().iterator().next();
        return "Nothing is due. Next, from " + first.getKey() + ": " + String.join("; ", first.getValue()) + ".";
    }

    /** When the agreements without a due period are looked at next; but for those {@link #nothingDue} told of. */
    private static List<String> notDue(Finding finding) {
        boolean told = finding.jobs.isEmpty() && finding.refused.isEmpty();
        return finding.next.entrySet().stream()
                .skip(told ? 1 : 0)
                .map(next -> "Not due before " + next.getKey() + ": " + String.join("; ", next.getValue()) + ".")
                .toList();
    }

    private void find(
            AgreementVersion version,
            Map<String, List<SourceDocument>> clients,
            Set<BillingRunTable.Billed> billed,
            BillRun round,
            Finding finding,
            boolean sure) {
        List<SourceDocument> called = clients.getOrDefault(version.client(), List.of());
        if (called.size() != 1) {
            finding.clientsKnown &= sure;
            if (sure) {
                unknownClient(version, called.size(), finding, round);
            }
            return;
        }
        Named client = named(called.get(0));
        String wanted = round.request().client();
        if (wanted != null && !client.isCalled(wanted) && !client.name().equalsIgnoreCase(wanted)) {
            return;
        }
        finding.matched = true;
        String first = finding.files.putIfAbsent(client.id(), version.file());
        if (first != null) {
            refused(
                    version.file(),
                    Problem.of(FailureCode.AGREEMENT_CLIENT_UNKNOWN, version.file())
                            .with("client", version.client())
                            .with("words", "whose agreement is " + first + " already"),
                    finding,
                    round);
            return;
        }
        Optional<Currency> currency = currency(called.get(0));
        if (currency.isEmpty()) {
            finding.clientsKnown &= sure;
            return;
        }
        try {
            Agreement agreement = version.in(currency.get());
            List<DuePeriod> periods = periods(client, agreement, billed, round, finding);
            if (!periods.isEmpty()) {
                LocalDate floor = floor(client, agreement, periods);
                finding.jobs.add(new ClientBillJob(client, currency.get(), version, agreement, periods, floor));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            String words = "its amounts do not fit the currency " + currency.get() + " (" + e.getMessage() + ")";
            refused(
                    version.file(),
                    Problem.of(FailureCode.AGREEMENT_REFUSED, version.file()).with("words", words),
                    finding,
                    round);
        } catch (IllegalStateException e) {
            refused(
                    version.file(),
                    Problem.of(FailureCode.AGREEMENT_REFUSED, version.file())
                            .with("words", String.valueOf(e.getMessage())),
                    finding,
                    round);
        }
    }

    private List<DuePeriod> periods(
            Named client, Agreement agreement, Set<BillingRunTable.Billed> billed, BillRun round, Finding finding) {
        String words = round.request().period();
        return words == null
                ? due(client, agreement, billed, finding)
                : wanted(client, agreement, words, round, finding);
    }

    /** What is due; what is not is told, so that no agreement is passed over in silence. */
    private List<DuePeriod> due(
            Named client, Agreement agreement, Set<BillingRunTable.Billed> billed, Finding finding) {
        Instant now = clock.instant();
        List<DuePeriod> open = agreement
                .calendar()
                .due(now, period -> billed.contains(new BillingRunTable.Billed(client.id(), period.label())));
        List<DuePeriod> left = open.stream().filter(this::isBefore).toList();
        List<DuePeriod> due =
                open.stream().filter(period -> !left.contains(period)).toList();
        leftToOthers(client, left).ifPresent(finding.left::add);
        if (due.isEmpty()) {
            Optional<DuePeriod> next = agreement
                    .calendar()
                    .firstNot(period -> !period.billableFrom().isAfter(now));
            next.ifPresentOrElse(
                    period -> finding.next
                            .computeIfAbsent(period.billableFrom(), first -> new ArrayList<>())
                            .add(ClientBillJob.named(client, period)),
                    () -> finding.idle.add("Nothing is due for " + client.name() + " any more: its agreement ended on "
                            + agreement.calendar().term().end() + "."));
        }
        return due;
    }

    private Optional<String> leftToOthers(Named client, List<DuePeriod> left) {
        if (left.isEmpty()) {
            return Optional.empty();
        }
        List<String> what = new ArrayList<>();
        left.stream()
                .filter(DuePeriod::isOpening)
                .forEach(opening -> what.add("the first fee in advance (" + opening.label() + ")"));
        List<DuePeriod> regular =
                left.stream().filter(period -> !period.isOpening()).toList();
        if (!regular.isEmpty()) {
            String first = regular.get(0).label();
            String last = regular.get(regular.size() - 1).label();
            what.add(regular.size() == 1 ? first : regular.size() + " periods, " + first + " to " + last);
        }
        return Optional.of("Left to whoever billed before bill.since (" + since + "): " + client.name() + ", "
                + String.join(", ", what) + ". Bill one all the same with --period.");
    }

    private List<DuePeriod> wanted(Named client, Agreement agreement, String words, BillRun round, Finding finding) {
        Instant now = clock.instant();
        BillingCalendar calendar = agreement.calendar();
        WantedPeriod wanted =
                WantedPeriod.parse(words, now.atZone(calendar.dates().zone()).toLocalDate());
        List<DuePeriod> named = calendar.wanted(wanted, now);
        if (named.isEmpty()) {
            if (round.request().client() != null) {
                finding.refused.add(new BillReport.Refused(
                        client.name() + ", " + words,
                        "The agreement of " + client.name() + " has no period \"" + words + "\".",
                        instead(calendar, wanted, now)));
            }
            return List.of();
        }
        if (round.request().manner() != BillRequest.Manner.FOR_REAL) {
            return named;
        }
        List<DuePeriod> closed = new ArrayList<>();
        for (DuePeriod period : named) {
            if (!period.billableFrom().isAfter(now)) {
                closed.add(period);
                continue;
            }
            finding.refused.add(new BillReport.Refused(
                    ClientBillJob.named(client, period),
                    "The period is still open: it can be billed from " + period.billableFrom() + ".",
                    "Look at it so far with --dry-run."));
        }
        return closed;
    }

    /** What a person may have meant who named no period of this agreement. */
    private static String instead(BillingCalendar calendar, WantedPeriod wanted, Instant now) {
        List<String> touching = wanted instanceof WantedPeriod.Days days
                ? calendar.touching(days.days()).stream()
                        .map(DuePeriod::label)
                        .limit(MOST_NAMED)
                        .toList()
                : List.of();
        return touching.isEmpty()
                ? "Its current period is " + current(calendar, now) + "; name one like it."
                : "Its periods then are " + String.join(", ", touching) + "; name one of them.";
    }

    private static String current(BillingCalendar calendar, Instant now) {
        LocalDate today = now.atZone(calendar.dates().zone()).toLocalDate();
        return calendar.containing(today).map(DuePeriod::label).orElse("over");
    }

    private boolean isBefore(DuePeriod period) {
        return since != null && period.issueDate().isBefore(since);
    }

    /** The first day of work that is billed here at all: of the first period not left to others, or that was billed here. */
    private LocalDate floor(Named client, Agreement agreement, List<DuePeriod> periods) {
        LocalDate asked = periods.get(0).covered().start();
        LocalDate floor = agreement
                .calendar()
                .firstNot(period -> isBefore(period) || period.isOpening())
                .map(period -> period.covered().start())
                .filter(start -> start.isBefore(asked))
                .orElse(asked);
        LocalDate billed = store.billingRuns().ofClient(client.id()).stream()
                .filter(run -> run.undoneAt() == null)
                .map(run -> run.run().start())
                .min(LocalDate::compareTo)
                .orElse(floor);
        LocalDate start = agreement.calendar().term().start();
        LocalDate earliest = billed.isBefore(floor) ? billed : floor;
        return earliest.isBefore(start) ? start : earliest;
    }

    /** Harvest's clients by name and by id, as last read. */
    private Map<String, List<SourceDocument>> clients() {
        Map<String, List<SourceDocument>> clients = new HashMap<>();
        for (SourceDocument client : store.documents().inState(Kind.CLIENT, "changed", 0, MOST)) {
            Named named = named(client);
            clients.computeIfAbsent(named.name(), first -> new ArrayList<>()).add(client);
            clients.computeIfAbsent(Long.toString(named.id()), first -> new ArrayList<>())
                    .add(client);
        }
        return clients;
    }

    private static Named named(SourceDocument client) {
        return new Named(client.sourceId(), client.number() == null ? "" : client.number());
    }

    private static Optional<Currency> currency(SourceDocument client) {
        return ClientReader.currency(client.content());
    }

    private void unknownClient(AgreementVersion version, int found, Finding finding, BillRun round) {
        refused(
                version.file(),
                Problem.of(FailureCode.AGREEMENT_CLIENT_UNKNOWN, version.file())
                        .with("client", version.client())
                        .with(
                                "words",
                                found == 0
                                        ? "which Harvest does not have"
                                        : "a name that " + found + " clients of Harvest have"),
                finding,
                round);
    }

    private void refusedFiles(List<AgreementVersion> versions, Finding finding, BillRun round) {
        Set<String> inForce = versions.stream().map(AgreementVersion::file).collect(Collectors.toSet());
        for (AgreementRefusedException refusal : activeAgreements.refused()) {
            String words = refusal.words()
                    + (inForce.contains(refusal.file()) ? "; its last good version stays in force" : "");
            refused(
                    refusal.file(),
                    Problem.of(FailureCode.AGREEMENT_REFUSED, refusal.file()).with("words", words),
                    finding,
                    round);
        }
    }

    private void refused(String file, Problem problem, Finding finding, BillRun round) {
        if (round.request().manner() == BillRequest.Manner.FOR_REAL) {
            tasks.file(file, problem);
            finding.badFiles.add(file);
        }
        finding.refused.add(new BillReport.Refused("agreements/" + file, problem.sentence(), problem.remedy()));
    }
}
