package org.harvestxero.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.demo.BothStandIns;
import org.harvestxero.runtime.CommandRunner;
import org.harvestxero.runtime.Engine;
import org.harvestxero.runtime.HomeLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A cycle against stand-ins for both sides, in a home of its own that is made anew each time. */
@Command(
        name = "demo",
        description = {
            "Shows a full cycle on this machine: starts a stand-in for Harvest with a small agency's invoices and one for Xero, "
                    + "copies, and says what happened. Needs no accounts, writes below data/demo only."
        })
final class DemoCommand implements Callable<Integer>, OwnHome {
    private final Session session;
    private final Engine.Starter starter;
    private final CommandRunner commands;

    @Option(names = "--serve", description = "Keep everything running afterwards, to play with.")
    boolean serve;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    DemoCommand(Session session, Engine.Starter starter, CommandRunner commands) {
        this.session = session;
        this.starter = starter;
        this.commands = commands;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = session.home().folder().resolve("data").resolve("demo");
        Files.createDirectories(folder);
        Home home = session.home().below(folder);
        HomeLock lock = HomeLock.take(home, "demo")
                .orElseThrow(() -> new SettingsException(
                        "Another demo is running in " + folder + " (" + HomeLock.holder(home) + "): stop it first."));
        try (BothStandIns standIns = starter().start()) {
            new DemoHome(home).clear();
            return show(home, standIns);
        } finally {
            lock.close();
        }
    }

    private static BothStandIns.Starter starter() {
        return BothStandIns.starter()
                .orElseThrow(
                        () -> new SettingsException(
                                "The stand-ins for Harvest and Xero are not installed: the jar whose"
                                        + " name ends in -sandbox.jar belongs into lib/, beside the program's. Nothing else needs it."));
    }

    private int show(Home home, BothStandIns standIns) throws IOException, InterruptedException {
        Map<String, String> given = DemoHome.settings(standIns);
        // Other commands given the demo's home find the same settings there.
        Files.writeString(
                home.properties(),
                given.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        new DemoHome(home).writeMappings();
        new DemoHome(home).writeAgreements(standIns.today().minusMonths(1).withDayOfMonth(1));
        Settings settings = Settings.load(home, Map.of(), Map.of());
        session.err()
                .println("Harvest's stand-in: " + standIns.harvestUrl() + "   Xero's stand-in: " + standIns.xeroUrl());
        CycleReport report = copy(home, Settings.load(home, Map.of(), Map.of("log.level", "error")), standIns);
        if (serve && report.troubles().isEmpty()) {
            serve(home, settings, standIns);
        }
        // Two of the sample's documents are meant to fail; only trouble of the demo itself is a failure.
        return report.troubles().isEmpty() ? 0 : report.exitCode();
    }

    private CycleReport copy(Home home, Settings settings, BothStandIns standIns) {
        try (Engine engine = starter.start(home, settings, Engine.Mode.ROUTES, commands)) {
            CycleReport report = engine.copyService().once("demo");
            BillReport bills = json ? inJson(engine, report) : inWords(engine, report, settings);
            String bothSides = new DemoBothSides(engine, standIns).show(report);
            if (!json) {
                session.print(bothSides);
                session.print(hints(home).next());
            }
            session.err().print(new StatusText(session.texts(settings)).troubles(report.troubles()));
            session.err().print(new StatusText(session.texts(settings)).troubles(bills.troubles()));
            return report;
        }
    }

    /** What was copied is written before anything is billed. */
    private BillReport inJson(Engine engine, CycleReport report) {
        List<BillReport> billed = new ArrayList<>();
        JsonOutput.write(session.out(), out -> {
            out.writeStartObject();
            CycleJson.reportFields(out, report, false, false);
            BillReport bills = bill(engine);
            out.writeFieldName("billing");
            BillJson.report(out, bills, sent(engine, bills), Map.of());
            out.writeEndObject();
            billed.add(bills);
        });
        return billed.get(0);
    }

    private BillReport inWords(Engine engine, CycleReport report, Settings settings) {
        session.print("\n");
        CycleText.report(report, session::print);
        BillReport bills = bill(engine);
        billed(engine, settings, bills, sent(engine, bills));
        return bills;
    }

    private static BillReport bill(Engine engine) {
        return engine.billingService().bill(BillRequest.due(), "demo");
    }

    private static @Nullable CycleReport sent(Engine engine, BillReport bills) {
        return bills.hasSomethingToSend() ? engine.copyService().once("demo") : null;
    }

    private void billed(Engine engine, Settings settings, BillReport bills, @Nullable CycleReport sent) {
        session.print(
                "\nLast month's approved work, billed by two agreements (agreements/)\n\n" + BillTexts.report(bills));
        if (sent == null) {
            return;
        }
        session.print("\n");
        CycleText.brief(sent, session::print);
        Optional<CycleReport.Copied> first = sent.copied().stream()
                .filter(copied -> copied.kind() == DocumentKind.INVOICE)
                .findFirst();
        if (first.isPresent()) {
            String number = String.valueOf(first.get().number());
            session.print("\nHow one line of invoice " + number + " came about (explain " + number + " 2)\n\n");
            commands.carryOut(
                    engine, List.of("explain", number, "2"), "demo", session.out(), session.err(), session::browse);
        }
    }

    private DemoHints hints(Home home) {
        return new DemoHints(home, session.home().folder());
    }

    private void serve(Home home, Settings settings, BothStandIns standIns) throws InterruptedException {
        Engine engine = starter.start(home, settings, Engine.Mode.RUN, commands);
        try {
            String words = hints(home).whileServing(settings, standIns.harvestUrl());
            (json ? session.err() : session.out()).print(words);
            engine.console().map(DemoUsers::letIn).ifPresent(session.err()::print);
            session.err().flush();
            session.out().flush();
            engine.awaitStop();
            while (engine.startsAgain()) {
                engine = starter.again(engine, Settings.load(home, Map.of(), Map.of()), Engine.Mode.RUN, commands);
                engine.awaitStop();
            }
        } finally {
            engine.close();
        }
    }
}
