package org.harvestxero.invoicing;

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
import java.util.stream.Collectors;
import org.apache.camel.Header;
import org.harvestxero.agreements.AgreementRefusedException;
import org.harvestxero.agreements.AgreementVersion;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.ledger.BillingRuns;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.harvestxero.operations.BillReport;
import org.harvestxero.operations.BillRequest;
import org.jspecify.annotations.Nullable;

/** Finds out what is to be billed: agreements × calendars, less what the ledger knows as billed. */
public final class BillingLook {
    private static final int MOST = 100_000;

    private final String connection;
    private final Ledger ledger;
    private final Agreements agreements;
    private final BillingTasks tasks;
    private final @Nullable LocalDate since;
    private final Clock clock;

    /** @param since periods whose invoice would be dated before are left to whoever billed them; null for none */
    BillingLook(
            String connection,
            Ledger ledger,
            Agreements agreements,
            BillingTasks tasks,
            @Nullable LocalDate since,
            Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.agreements = agreements;
        this.tasks = tasks;
        this.since = since;
        this.clock = clock;
    }

    /** Begins a look. */
    public BillingRound begin(BillRequest request, @Header("who") @Nullable String who) {
        return new BillingRound(request, who == null ? "process" : who, clock.instant());
    }

    /** What one try at finding out has come to. */
    private static final class Finding {
        private final List<ClientJob> jobs = new ArrayList<>();
        private final List<BillReport.Refused> refused = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Map<Instant, List<String>> next = new TreeMap<>();
        private final Map<Long, String> files = new HashMap<>();
        private final Set<String> badFiles = new HashSet<>();
        private boolean clientsKnown = true;
        private boolean matched;
    }

    /**
     * Finds what is due, or what is asked for, with the clients as they are known here; once more after Harvest's clients were read.
     */
    public void find(
            @Header(BillingRound.HEADER) BillingRound round, @Header("clientsRead") @Nullable Boolean clientsRead) {
        boolean sure = Boolean.TRUE.equals(clientsRead);
        Finding finding = new Finding();
        List<AgreementVersion> versions = agreements.refresh();
        refusedFiles(versions, finding, round);
        Map<String, List<SourceDocument>> clients = clients();
        Set<BillingRuns.Billed> billed = Set.copyOf(ledger.billingRuns().periods(connection));
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

    private void find(
            AgreementVersion version,
            Map<String, List<SourceDocument>> clients,
            Set<BillingRuns.Billed> billed,
            BillingRound round,
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
                    Problem.of(CauseCode.AGREEMENT_CLIENT_UNKNOWN, version.file())
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
                finding.jobs.add(new ClientJob(client, currency.get(), version, agreement, periods, floor));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            refused(
                    version.file(),
                    Problem.of(CauseCode.AGREEMENT_REFUSED, version.file())
                            .with(
                                    "words",
                                    "its amounts do not fit the currency " + currency.get() + " (" + e.getMessage()
                                            + ")"),
                    finding,
                    round);
        }
    }

    private List<DuePeriod> periods(
            Named client, Agreement agreement, Set<BillingRuns.Billed> billed, BillingRound round, Finding finding) {
        Instant now = clock.instant();
        String label = round.request().period();
        if (label == null) {
            List<DuePeriod> due = agreement
                    .calendar()
                    .due(
                            now,
                            period -> isBefore(period)
                                    || billed.contains(new BillingRuns.Billed(client.id(), period.label())));
            next(agreement, now)
                    .ifPresent(period -> finding.next
                            .computeIfAbsent(period.billableFrom(), first -> new ArrayList<>())
                            .add(ClientJob.named(client, period)));
            return due;
        }
        Optional<DuePeriod> named = agreement.calendar().named(label);
        if (named.isEmpty()) {
            if (round.request().client() != null) {
                finding.refused.add(new BillReport.Refused(
                        client.name() + ", " + label,
                        "The agreement of " + client.name() + " has no period \"" + label + "\".",
                        "Its current period is " + current(agreement, now) + "; name one like it."));
            }
            return List.of();
        }
        if (named.get().billableFrom().isAfter(now) && round.request().manner() == BillRequest.Manner.FOR_REAL) {
            finding.refused.add(new BillReport.Refused(
                    ClientJob.named(client, named.get()),
                    "The period is still open: it can be billed from "
                            + named.get().billableFrom() + ".",
                    "Look at it so far with --dry-run."));
            return List.of();
        }
        return List.of(named.get());
    }

    private static String current(Agreement agreement, Instant now) {
        LocalDate today = now.atZone(agreement.calendar().dates().zone()).toLocalDate();
        return agreement.calendar().containing(today).map(DuePeriod::label).orElse("over");
    }

    private boolean isBefore(DuePeriod period) {
        return since != null && period.issueDate().isBefore(since);
    }

    /** The first period that can't be billed yet. */
    private static Optional<DuePeriod> next(Agreement agreement, Instant now) {
        DuePeriod period = agreement.calendar().first();
        while (period != null && !period.billableFrom().isAfter(now)) {
            period = agreement.calendar().after(period);
        }
        return Optional.ofNullable(period);
    }

    /** The first day of work that is billed here at all: of the first period not left to others, or that was billed here. */
    private LocalDate floor(Named client, Agreement agreement, List<DuePeriod> periods) {
        DuePeriod first = agreement.calendar().first();
        while (first != null && (isBefore(first) || first.isOpening())) {
            first = agreement.calendar().after(first);
        }
        LocalDate floor = periods.get(0).covered().start();
        if (first != null && first.covered().start().isBefore(floor)) {
            floor = first.covered().start();
        }
        LocalDate billed = ledger.billingRuns().ofClient(connection, client.id()).stream()
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
        for (SourceDocument client : ledger.documents().inState(connection, Kind.CLIENT, "changed", 0, MOST)) {
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
        return ClientJson.currency(client.content());
    }

    private void unknownClient(AgreementVersion version, int found, Finding finding, BillingRound round) {
        refused(
                version.file(),
                Problem.of(CauseCode.AGREEMENT_CLIENT_UNKNOWN, version.file())
                        .with("client", version.client())
                        .with(
                                "words",
                                found == 0
                                        ? "which Harvest does not have"
                                        : "a name that " + found + " clients of Harvest have"),
                finding,
                round);
    }

    private void refusedFiles(List<AgreementVersion> versions, Finding finding, BillingRound round) {
        Set<String> inForce = versions.stream().map(AgreementVersion::file).collect(Collectors.toSet());
        for (AgreementRefusedException refusal : agreements.refused()) {
            String words = "line " + refusal.line() + ": " + refusal.reason()
                    + (inForce.contains(refusal.file()) ? "; its last good version stays in force" : "");
            refused(
                    refusal.file(),
                    Problem.of(CauseCode.AGREEMENT_REFUSED, refusal.file()).with("words", words),
                    finding,
                    round);
        }
    }

    private void refused(String file, Problem problem, Finding finding, BillingRound round) {
        if (round.request().manner() == BillRequest.Manner.FOR_REAL) {
            tasks.file(file, problem);
            finding.badFiles.add(file);
        }
        finding.refused.add(new BillReport.Refused("agreements/" + file, problem.sentence(), problem.remedy()));
    }
}
