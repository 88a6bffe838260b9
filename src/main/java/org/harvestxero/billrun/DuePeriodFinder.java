package org.harvestxero.billrun;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.commands.Stop;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingRunTable;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Finds out what is to be billed: agreements × calendars, less what the database knows as billed. */
public final class DuePeriodFinder {

    private final ConnectionStore store;
    private final ActiveAgreements activeAgreements;
    private final BillingFailures tasks;
    private final AgreementRefusals refusals;
    private final Supplier<Optional<Trouble>> shortOfRoom;
    private final Clock clock;
    private final PeriodSelection selection;

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
        this.refusals = new AgreementRefusals(tasks);
        this.clock = clock;
        this.selection = new PeriodSelection(store, since, clock);
    }

    /** Begins a run. */
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

    /**
     * Finds what is due, or what is asked for, with the clients as they are known here; once more after Harvest's clients were read.
     */
    public void find(@Header(BillRun.HEADER) BillRun round, @Header("clientsRead") @Nullable Boolean clientsRead) {
        boolean sure = Boolean.TRUE.equals(clientsRead);
        DueFindings findings = new DueFindings();
        List<AgreementVersion> versions = activeAgreements.refresh();
        refusals.files(versions, activeAgreements.refused(), findings, round);
        KnownClients clients = new KnownClients(store);
        Set<BillingRunTable.Billed> billed =
                Set.copyOf(store.billing().billingRuns().periods());
        for (AgreementVersion version : versions) {
            find(version, clients, billed, round, findings, sure);
        }
        findings.refuseUnmatched(round.request().client(), versions);
        if (round.request().manner() == BillRequest.Manner.FOR_REAL && findings.isClientsKnown()) {
            tasks.filesSettledBut(findings.badFiles());
        }
        round.found(
                findings.jobs(),
                findings.refused(),
                findings.notes(versions.isEmpty(), round.request().period()),
                findings.isClientsKnown());
    }

    private void find(
            AgreementVersion version,
            KnownClients clients,
            Set<BillingRunTable.Billed> billed,
            BillRun round,
            DueFindings findings,
            boolean sure) {
        List<SourceDocument> called = clients.called(version.client());
        if (called.size() != 1) {
            if (sure) {
                refusals.unknownClient(version, called.size(), findings, round);
            } else {
                findings.clientUnknown();
            }
            return;
        }
        Named client = KnownClients.named(called.get(0));
        String wanted = round.request().client();
        if (wanted != null && !client.isMeantBy(wanted)) {
            return;
        }
        findings.matched();
        Optional<String> first = findings.claim(client.id(), version.file());
        if (first.isPresent()) {
            refusals.refuse(
                    version.file(),
                    Problem.of(FailureCode.AGREEMENT_CLIENT_UNKNOWN, version.file())
                            .with("client", version.client())
                            .with("words", "whose agreement is " + first.get() + " already"),
                    findings,
                    round);
            return;
        }
        Optional<Currency> currency = KnownClients.currency(called.get(0));
        if (currency.isEmpty()) {
            if (!sure) {
                findings.clientUnknown();
            }
            return;
        }
        try {
            job(version, client, currency.get(), billed, round, findings);
        } catch (IllegalArgumentException | ArithmeticException e) {
            String words = "its amounts do not fit the currency " + currency.get() + " (" + e.getMessage() + ")";
            refusals.refuse(version.file(), AgreementRefusals.agreementRefused(version.file(), words), findings, round);
        } catch (IllegalStateException e) {
            refusals.refuse(
                    version.file(),
                    AgreementRefusals.agreementRefused(version.file(), String.valueOf(e.getMessage())),
                    findings,
                    round);
        }
    }

    private void job(
            AgreementVersion version,
            Named client,
            Currency currency,
            Set<BillingRunTable.Billed> billed,
            BillRun round,
            DueFindings findings) {
        Agreement agreement = version.in(currency);
        List<DuePeriod> periods = selection.periods(client, agreement, billed, round, findings);
        if (!periods.isEmpty()) {
            LocalDate floor = selection.floor(client, agreement, periods);
            findings.job(new ClientBillJob(client, currency, version, agreement, periods, floor));
        }
    }
}
