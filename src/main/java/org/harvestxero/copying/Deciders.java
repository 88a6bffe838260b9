package org.harvestxero.copying;

import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.CopyOptions;
import org.harvestxero.mappings.MappingSettings;
import org.harvestxero.operations.Progress;
import org.harvestxero.settings.Settings;
import org.harvestxero.xero.DeepLinks;

/**
 * All that decides what a document asks of Xero, made in one place: a dry run decides with a set of its own, so that it decides
 * alike and leaves nothing behind in the memory of the other.
 */
record Deciders(
        Refusals refusals,
        Clients clients,
        Recording recording,
        InvoicePlanning planning,
        InvoiceEditing editing,
        Outcomes outcomes,
        TakenNumbers taken,
        UnexplainedMoney money,
        PaymentPlanning payments,
        WriteOffs writeOffs,
        Reopenings reopenings,
        NoteFinding notes,
        CreditBalances balances,
        TrackingOptions options,
        Sending sending,
        Following following,
        Sweeping sweeping,
        Retries retries,
        Reports reports) {
    private static final int MOST_LANES = 4;

    /** What both sets share, since nobody decides by its memory: Xero's set-up, the rules in force, what was read. */
    record Common(
            Settings settings,
            Ledger ledger,
            SettingsCache cache,
            Contexts contexts,
            Inputs inputs,
            Progress progress,
            Clock clock) {}

    static Deciders make(Common common) {
        Settings settings = common.settings();
        Ledger ledger = common.ledger();
        Clock clock = common.clock();
        SettingsCache cache = common.cache();
        Contexts contexts = common.contexts();
        Inputs inputs = common.inputs();
        String connection = settings.text("connection.name");
        CopyOptions options = contexts.options();
        boolean followsClosed = settings.text("copy.closed").equals("follow");

        Refusals refusals = new Refusals(connection, ledger, clock);
        Clients clients =
                new Clients(connection, ledger, cache, inputs, refusals, clock, settings.flag("copy.contact-by-email"));
        Recording recording = new Recording(
                connection, ledger, refusals, clock, settings.date("copy.since").orElse(null));
        InvoicePlanning planning =
                new InvoicePlanning(connection, ledger, contexts, clients, recording, inputs, refusals, clock);
        Outcomes outcomes = new Outcomes(connection, ledger, cache, clock);
        TakenNumbers taken = new TakenNumbers(connection, ledger, outcomes, clock);
        outcomes.onTakenNumber(taken::add);
        UnexplainedMoney money = new UnexplainedMoney(
                connection,
                ledger,
                outcomes,
                refusals,
                settings.text("copy.payments-match").equals("adopt"),
                clock);
        PaymentPlanning payments = new PaymentPlanning(
                connection,
                ledger,
                contexts,
                clients,
                recording,
                refusals,
                money,
                new PaymentPlanning.Policy(
                        MappingSettings.paymentAccounts(settings),
                        settings.flag("copy.payments"),
                        settings.text("copy.on-payment-delete").equals("follow")),
                clock);
        WriteOffs writeOffs = new WriteOffs(
                connection,
                ledger,
                contexts,
                clients,
                refusals,
                new WriteOffs.Policy(
                        followsClosed,
                        settings.optional("copy.write-off-account").orElse(null),
                        settings.zone("time-zone").orElse(null)),
                clock);
        TrackingOptions trackingOptions =
                new TrackingOptions(connection, ledger, cache, options.trackingCategory(), clock);
        int lanes = Math.min(MOST_LANES, settings.number("xero.calls-in-flight"));
        String tenant = settings.optional("xero.tenant-id").orElse(connection);
        Sweeping sweeping = new Sweeping(
                connection,
                ledger,
                recording,
                refusals,
                settings.text("copy.on-delete").equals("follow"));
        InvoiceEditing editing = new InvoiceEditing(connection, ledger, contexts, planning, inputs, refusals, clock);
        planning.onDone(common.progress()::done);
        editing.onDone(common.progress()::done);
        payments.onDone(common.progress()::done);
        outcomes.onDone(common.progress()::done);
        return new Deciders(
                refusals,
                clients,
                recording,
                planning,
                editing,
                outcomes,
                taken,
                money,
                payments,
                writeOffs,
                new Reopenings(connection, ledger, refusals, followsClosed, clock),
                new NoteFinding(connection, ledger, outcomes, followsClosed, clock),
                new CreditBalances(connection, ledger, refusals),
                trackingOptions,
                new Sending(connection, tenant, lanes, ledger, trackingOptions, money, clock),
                new Following(connection, ledger, refusals, money),
                sweeping,
                new Retries(connection, ledger, clients, payments, writeOffs, sweeping, followed(settings), clock),
                new Reports(
                        connection,
                        ledger,
                        cache,
                        contexts,
                        trackingOptions,
                        money,
                        new DeepLinks(settings.text("xero.app-url")),
                        clock));
    }

    /** What is carried out now and only reported by the other policy. */
    private static Set<CauseCode> followed(Settings settings) {
        Map<String, Set<CauseCode>> reports = Map.of(
                "copy.on-delete", Set.of(CauseCode.DELETED_IN_HARVEST),
                "copy.on-payment-delete", Set.of(CauseCode.PAYMENT_DELETED_IN_HARVEST),
                "copy.closed", Set.of(CauseCode.WRITTEN_OFF_IN_HARVEST, CauseCode.REOPENED_IN_HARVEST));
        Set<CauseCode> followed = new HashSet<>();
        reports.forEach((key, codes) -> followed.addAll(settings.text(key).equals("follow") ? codes : Set.of()));
        return followed;
    }
}
