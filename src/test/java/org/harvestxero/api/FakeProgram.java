package org.harvestxero.api;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.CamelEngine;
import org.harvestxero.runtime.CommandRunner;
import org.harvestxero.runtime.Engine;
import org.harvestxero.runtime.EngineParts;
import org.harvestxero.runtime.ServerBounds;
import org.jspecify.annotations.Nullable;

/** Starts real engines around {@link FakeWork}. */
public final class FakeProgram implements Engine.Starter, LeaderLock {
    public final FakeWork work = new FakeWork();
    public volatile boolean ownable = true;
    public volatile int givenBack;
    public volatile List<Consent> consents = List.of();
    public volatile Engine started;
    public volatile BillRequest asked;
    public volatile BillReport bills = new BillReport(
            List.of(), List.of(), List.of("Nothing is due."), new CycleReport.Calls(0, 0), Duration.ZERO, List.of());
    public volatile BillingDesk people = new BillingDesk(null, null, null);
    /** Where a consent leads to. */
    public volatile URI offeredPage = URI.create("https://login.xero.com/");

    /** Of the server that listens. */
    public volatile ServerBounds bounds = ServerBounds.ofThisProcess(false);

    public final Progress progress = Progress.unwatched();
    private final Clock clock;

    public FakeProgram(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String connection() {
        return "main";
    }

    @Override
    public Engine start(Home home, Settings settings, Engine.Mode mode, CommandRunner commands) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:");
        started = CamelEngine.start(
                new EngineParts(
                        new EngineParts.Site(
                                home,
                                settings,
                                clock,
                                () -> settings.zone("time-zone").orElse(ZoneOffset.UTC),
                                new DefaultCamelContext(),
                                bounds,
                                Optional.empty()),
                        Map.of("dataSource", dataSource),
                        new EngineParts.Services(
                                work,
                                billing,
                                reconciliations,
                                overdue,
                                people,
                                null,
                                FakeMend.nothing(),
                                who -> "",
                                consents,
                                events,
                                FakeBooks.desk().with(profit),
                                monthEnd,
                                payroll,
                                new FakeSetup(),
                                null),
                        new EngineParts.Observed(
                                work, progress, Optional.empty(), Optional.empty(), () -> {}, List.of()),
                        new EngineParts.Findings(List::of, List::of, new Warnings()),
                        new EngineParts.Database(dataSource, this, () -> {}, List.of())),
                mode,
                commands);
        return started;
    }

    public final FakeReconciliations reconciliations = new FakeReconciliations();

    public final FakeOverdueDesk overdue = new FakeOverdueDesk();

    public final FakeMonthEnd monthEnd = new FakeMonthEnd();

    public final FakePayroll payroll = new FakePayroll();
    public final FakeProfit profit = new FakeProfit();

    private final Events events = new Events() {
        @Override
        public List<Item> list(Selection which, int most) {
            return List.of();
        }

        @Override
        public Optional<Detail> find(String named) {
            return Optional.empty();
        }

        @Override
        public List<Told> replay(Selection which, @Nullable String hook, String who) {
            return List.of();
        }

        @Override
        public void tell(Duration atMost) {
            // nobody listens
        }
    };

    private final BillingService billing = new BillingService() {
        @Override
        public BillReport bill(BillRequest request, String who) {
            return FakeProgram.this.bill(request, who);
        }

        @Override
        public BillReport creditAndRebill(String number, boolean evenIfEqual, String who) {
            return FakeProgram.this.bill(BillRequest.due(), who);
        }

        @Override
        public UnbilledReport unbilled() {
            return unbilled;
        }
    };

    /** What is billed nowhere. */
    public UnbilledReport unbilled = new UnbilledReport(
            LocalDate.of(2025, 11, 23),
            LocalDate.of(2026, 11, 22),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new CycleReport.Calls(5, 0),
            List.of());

    private BillReport bill(BillRequest request, String who) {
        asked = request;
        return bills;
    }

    @Override
    public boolean take() {
        return ownable;
    }

    @Override
    public void giveBack() {
        givenBack++;
    }
}
