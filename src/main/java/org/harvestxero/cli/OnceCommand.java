package org.harvestxero.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.harvestxero.operations.BillReport;
import org.harvestxero.operations.BillRequest;
import org.harvestxero.operations.CycleReport;
import org.harvestxero.operations.Engine;
import org.harvestxero.operations.Trouble;
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

    OnceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.settings().requireForCopying(LocalDate.now(session.clock()));
        Engine engine = session.engine(Engine.Mode.ROUTES);
        BillReport billed = bill(engine);
        CycleReport copied = engine.work().once(session.who());
        List<Trouble> daily = copied.troubles().isEmpty() ? engine.work().daily(session.who()) : List.of();
        print(billed, copied);
        List<Trouble> others = Stream.concat(billed == null ? Stream.of() : billed.troubles().stream(), daily.stream())
                .filter(trouble -> !copied.troubles().contains(trouble))
                .toList();
        session.err().print(session.texts().troubles(copied.troubles()));
        session.err().print(session.texts().troubles(others));
        int code = others.isEmpty() ? copied.exitCode() : 3;
        return billed == null ? code : Math.max(code, billed.exitCode());
    }

    /** What was billed; null when nothing was looked at, or there is nothing to tell. */
    private @Nullable BillReport bill(Engine engine) {
        boolean paused = engine.work().status().troubles().stream()
                .anyMatch(trouble ->
                        trouble.reason() == Trouble.Reason.PAUSED || trouble.reason() == Trouble.Reason.DAY_LIMIT);
        if (noBill || paused) {
            return null;
        }
        BillReport report = engine.billing().bill(BillRequest.due(), session.who());
        boolean nothing = report.bills().isEmpty()
                && report.refused().isEmpty()
                && report.troubles().isEmpty();
        return nothing ? null : report;
    }

    private void print(@Nullable BillReport billed, CycleReport copied) {
        if (json) {
            Json.write(session.out(), out -> {
                out.writeStartObject();
                Json.reportFields(out, copied, false, false);
                if (billed != null) {
                    Json.field(out, "billing", BillJson.fields(billed));
                }
                out.writeEndObject();
            });
            return;
        }
        if (billed != null) {
            session.print(BillTexts.report(billed));
            session.print("\n");
        }
        session.texts().report(copied, session::print);
    }
}
