package org.harvestxero.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.harvestxero.TestClock;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.api.Reviews.Tax;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.billing.AgreementVersionTable.StoredAgreement;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DraftJson;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryState.State;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.NewRun;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.WorkKind;
import org.harvestxero.store.copy.Kind;

/** A connection of its own in one shared ledger, in which the March of one client, Acme, was billed by an agreement. */
public final class BilledLedger {
    public static final TestClock CLOCK = new TestClock();
    private static final Store SHARED = Store.open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", CLOCK);
    public static final Named ACME = new Named(5, "Acme");
    private static final Currency USD = Currency.getInstance("USD");

    public final ConnectionStore store = SHARED.forConnection(UUID.randomUUID().toString());
    final AgreementCatalogue agreements;
    public final AgreementArchive stored;
    private final AgreementVersion version;

    public BilledLedger(Path folder, String agreement) {
        try {
            Files.writeString(folder.resolve("acme.yaml"), agreement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.agreements = new AgreementCatalogue(folder, ZoneId.of("UTC"));
        if (!agreements.reload().refused().isEmpty()) {
            throw new AssertionError(agreements.reload().refused());
        }
        this.version = agreements.agreements().get(0);
        this.stored = new AgreementArchive(store, agreements::restore);
    }

    /** Every draft goes to Acme Ltd at 20 %, and the first line was charged no tax last time. */
    public static Charge charge(StoredDraft draft) {
        BigDecimal net = draft.content().subtotal().amount();
        BigDecimal tax = net.multiply(new BigDecimal("0.20")).setScale(2, RoundingMode.HALF_UP);
        return new Charge(
                net,
                List.of(new Tax("OUTPUT2", "20% (VAT on Income)", new BigDecimal("20.0"), net, tax)),
                tax,
                net.add(tax),
                "Acme Ltd",
                false,
                "Retainer",
                "PO-7",
                Collections.nCopies(draft.content().lines().size(), "OUTPUT2"),
                List.of("line 1 is taxed as OUTPUT2, last time as NONE"),
                List.of());
    }

    /** Bills March as a run does; gives the drafts. */
    public List<StoredDraft> bill(TimeEntry... entries) {
        DuePeriod march =
                version.in(USD).calendar().containing(LocalDate.of(2026, 3, 15)).orElseThrow();
        BillingResult result = new BillingEngine()
                .bill(new BillingRequest(
                        version.in(USD),
                        march,
                        ACME,
                        USD,
                        List.of(entries),
                        List.of(),
                        BillingRequest.Known.nothing()));
        store.billing()
                .agreementVersions()
                .keep(new StoredAgreement(version.hash(), version.file(), version.client(), version.content()));
        int correction = store.billing().billingRuns().nextCorrection(ACME.id(), march.label(), BillingMode.LIVE);
        long run = store.billing()
                .billingRuns()
                .add(new NewRun(
                        ACME.id(),
                        ACME.name(),
                        march.label(),
                        march.covered().start(),
                        march.covered().end(),
                        BillingMode.LIVE,
                        correction,
                        version.hash(),
                        "USD",
                        result.total(USD).amount(),
                        DraftJson.write(result.tieOut()),
                        DraftJson.write(result.notices()),
                        "process"))
                .orElseThrow();
        for (Draft draft : result.drafts()) {
            store.billing()
                    .draftWriter()
                    .add(
                            run,
                            ACME.id(),
                            draft.needsReview() ? DraftState.REVIEW : DraftState.APPROVED,
                            draft,
                            version.hash(),
                            null);
        }
        store.billing()
                .drafts()
                .ofRun(run)
                .forEach(draft ->
                        store.audit().add("process", Kind.DRAFT, draft.id(), "drafted", "for " + march.label()));
        store.billing().notBilled().add(run, result.notBilled());
        store.billing().balanceMovements().add(ACME.id(), run, result.movements());
        result.drafts().stream()
                .flatMap(draft -> draft.lines().stream())
                .flatMap(line -> line.sources().stream())
                .forEach(source -> put(run, source.source().id(), source.hours(), source.worth(), State.BILLED));
        result.notBilled().forEach(rest -> put(run, rest.source().id(), Hours.ZERO, rest.worth(), State.HELD));
        return store.billing().drafts().ofRun(run);
    }

    private void put(long run, long entry, Hours settled, BigDecimal worth, State state) {
        store.billing()
                .entryStates()
                .putAll(List.of(new EntryState(
                        new Work(WorkKind.TIME_ENTRY, entry),
                        ACME.id(),
                        LocalDate.of(2026, 3, 10),
                        state,
                        settled,
                        null,
                        null,
                        null,
                        run,
                        Instant.parse("2026-03-31T12:00:00Z"),
                        worth,
                        "as billed",
                        null)));
    }
}
