package org.harvestxero.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "once",
        description = {
            "Does once what run does all the time: bills the periods that are due, runs one full cycle to its end, and once a day"
                    + " compares everything and looks at billed work.",
            "Says what was billed, copied, skipped, refused or waits."
        })
final class OnceCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--no-bill", description = "Only copy, and send what was billed before; bill nothing new.")
    boolean noBill;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    /** What hooks are not told of by then they are the next time. */
    private static final Duration LONGEST_TELLING = Duration.ofSeconds(30);

    OnceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.settings().requireForCopying(LocalDate.now(session.clock()));
        Engine engine = session.engine(Engine.Mode.ROUTES);
        BillReport billed = bill(engine);
        CycleReport copied = engine.copyService().once(session.who());
        List<Trouble> daily = copied.troubles().isEmpty() ? engine.copyService().daily(session.who()) : List.of();
        engine.events().tell(LONGEST_TELLING);
        print(billed, copied);
        List<Trouble> others = Stream.concat(billed == null ? Stream.of() : billed.troubles().stream(), daily.stream())
                .filter(trouble -> !copied.troubles().contains(trouble))
                .toList();
        session.err().print(new StatusText(session.textOutput()).troubles(copied.troubles()));
        session.err().print(new StatusText(session.textOutput()).troubles(others));
        int code = others.isEmpty() ? copied.exitCode() : 3;
        return billed == null ? code : Math.max(code, billed.exitCode());
    }

    /** What was billed; null when nothing was looked at, or there is nothing to tell. */
    private @Nullable BillReport bill(Engine engine) {
        boolean paused = engine.copyService().status().troubles().stream()
                .anyMatch(trouble ->
                        trouble.reason() == Trouble.Reason.PAUSED || trouble.reason() == Trouble.Reason.DAY_LIMIT);
        if (noBill || paused) {
            return null;
        }
        BillReport report = engine.billingService().bill(BillRequest.due(), session.who());
        boolean nothing = report.bills().isEmpty()
                && report.refused().isEmpty()
                && report.troubles().isEmpty();
        return nothing ? null : report;
    }

    private void print(@Nullable BillReport billed, CycleReport copied) {
        if (json) {
            JsonOutput.write(session.out(), out -> {
                out.writeStartObject();
                CycleJson.reportFields(out, copied, false, false);
                if (billed != null) {
                    JsonOutput.field(out, "billing", BillJson.fields(billed));
                }
                out.writeEndObject();
            });
            return;
        }
        if (billed != null) {
            session.print(BillTexts.report(billed));
            session.print("\n");
        }
        CycleText.report(copied, session::print);
    }
}
