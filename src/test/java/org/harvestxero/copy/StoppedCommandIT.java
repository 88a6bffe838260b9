package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.Twins;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.Stop;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A command that should end does so at a safe point; what it left is done later, once. */
@Timeout(60)
class StoppedCommandIT {
    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    private final CopyScenario scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC"));

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void aCycleThatWaitsForALostAnswerEndsWhenItsCommandIsStoppedAndTheRestIsCopiedOnceLater() throws Exception {
        plant(60, 3);
        loseAReplyAndThenMakeTheCycleWait();
        Stop stop = new Stop();

        CompletableFuture<CycleReport> once = CompletableFuture.supplyAsync(() -> during(stop));
        await().until(() -> scenario.xero().faultsStruck() == 2);
        stop.ask("whoever asked for it has gone");
        CycleReport stopped = once.get(20, TimeUnit.SECONDS);
        CycleReport later = scenario.once();

        assertThat(stopped.troubles())
                .containsExactly(new Trouble(
                        "command",
                        Trouble.Reason.STOPPED,
                        "Stopped: whoever asked for it has gone. What was done until then is recorded; the rest is done by"
                                + " the next cycle.",
                        "Give the command again, or let the next cycle do the rest.",
                        null));
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(later.troubles()).isEmpty();
        assertThat(later.waiting()).isEmpty();
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
    }

    @Test
    void aCommandGivenBesideARunningCycleSaysAtOnceWhatItWaitsFor() throws Exception {
        plant(60, 3);
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.MINUTE_LIMIT)
                        .on("PUT", "/api.xro/2.0/Invoices")
                        .next(1)
                        .withRetryAfter(60));
        Stop first = new Stop();
        Stop second = new Stop();
        List<String> told = new CopyOnWriteArrayList<>();
        second.onTold(told::add);

        CompletableFuture<CycleReport> once = CompletableFuture.supplyAsync(() -> during(first));
        await().until(() -> scenario.xero().faultsStruck() == 1);
        CompletableFuture<CycleReport> beside = CompletableFuture.supplyAsync(() -> during(second));
        await().until(() -> !told.isEmpty());
        first.ask("it was shown");
        once.get(20, TimeUnit.SECONDS);
        second.ask("it was shown");
        beside.get(20, TimeUnit.SECONDS);

        assertThat(told).singleElement().asString().matches("Waits for the running cycle: [a-z-]+, .+\\.");
        assertThat(scenario.copyService().status().progress()).isNull();
    }

    @Test
    void aPauseEndsACycleUnderWayAndTheRestIsCopiedOnceAfterwards() throws Exception {
        plant(60, 3);
        loseAReplyAndThenMakeTheCycleWait();

        CompletableFuture<CycleReport> once = CompletableFuture.supplyAsync(scenario::once);
        await().until(() -> scenario.xero().faultsStruck() == 2);
        scenario.copyService().pause("Ann", "stock-taking");
        CycleReport paused = once.get(20, TimeUnit.SECONDS);
        CycleReport meanwhile = scenario.once();

        assertThat(paused.troubles())
                .containsExactly(new Trouble(
                        "Xero",
                        Trouble.Reason.PAUSED,
                        "Ann: stock-taking",
                        "When it shall go on: harvest-xero resume",
                        null));
        assertThat(meanwhile.calls()).isEqualTo(new CycleReport.Calls(0, 0));
        assertThat(scenario.copyService().status().pause())
                .satisfies(pause -> assertThat(pause)
                        .isEqualTo(new Pause(Pause.By.PERSON, "Ann", "stock-taking", pause.since(), null)))
                .extracting(Pause::since)
                .isNotNull();
        scenario.copyService().resume("Ann");
        assertThat(scenario.once().troubles()).isEmpty();
        assertThat(scenario.copyService().status().pause()).isNull();
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
    }

    @Test
    void aCommandWhoseTimeIsOverAsksNeitherSideAnyMore() {
        plant(3, 1);
        Stop stop = new Stop();
        stop.after(Duration.ZERO, "its time of 0 minutes is over (--time-limit)");

        CycleReport stopped = during(stop);

        assertThat(stopped.troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.message())
                        .startsWith("Stopped: its time of 0 minutes is over (--time-limit)."));
        assertThat(stopped.calls()).isEqualTo(new CycleReport.Calls(0, 0));
        assertThat(scenario.once().copied()).hasSize(3);
    }

    @Test
    void aStoppedLookAtBillingStoresNothingAndTheNextBillsItAll() throws Exception {
        long acme = scenario.harvest().add(aClient("Acme").currency("USD"));
        long design = scenario.harvest().add(aTask("Design"));
        long website = scenario.harvest()
                .add(aProject(acme, "Website").hourlyRate("100").task(design));
        long ann = scenario.harvest().add(aUser("Ann", "Archer"));
        scenario.harvest()
                .add(aTimeEntry(website, design, ann)
                        .on(LocalDate.of(2026, 10, 5))
                        .hours("2")
                        .approved());
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: []}\n");
        Stop stop = new Stop();
        stop.ask("whoever asked for it has gone");

        BillReport stopped = stop.during(() -> scenario.bill(BillRequest.due()));
        BillReport later = scenario.bill(BillRequest.due());

        assertThat(stopped.bills()).isEmpty();
        assertThat(stopped.troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.STOPPED);
        assertThat(later.bills())
                .singleElement()
                .satisfies(bill -> assertThat(bill.total()).isEqualByComparingTo("200.00"));
    }

    private void plant(int invoices, int clients) {
        BulkSeed bulk = BulkSeed.paidInvoices(invoices, clients, LocalDate.of(2026, 11, 2));
        scenario.harvest()
                .plant(new BulkSeed(
                        1, clients, invoices, 0, 2, 0, 0, bulk.from(), bulk.to(), List.of("GBP"), BigDecimal.ZERO));
    }

    /** The first reply is lost; the next write is told to wait, so that what ends the cycle always finds it under way. */
    private void loseAReplyAndThenMakeTheCycleWait() {
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY)
                        .on("PUT", "/api.xro/2.0/Invoices")
                        .next(1));
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.MINUTE_LIMIT)
                        .on("PUT", "/api.xro/2.0/Invoices")
                        .next(1)
                        .withRetryAfter(3));
    }

    private CycleReport during(Stop stop) {
        try {
            return stop.during(() -> CopyScenario.held(scenario.copyService().once("test")));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
