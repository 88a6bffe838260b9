package org.harvestxero.copy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.http.CommandStops;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** Copies now because a person asked: all that is due, or one invoice. A cycle that runs already is waited for. */
public final class CopyOnDemand {
    /** How often the stages are run for what a stage before made due again. */
    static final int PASSES = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ConnectionStore store;
    private final ProducerTemplate routes;
    private final CopyCycle copyCycle;
    private final CopyPause pause;
    private final CycleTroubles cycleTroubles;
    private final SourceRefresh sources;
    private final CommandReports reports;
    private final NamedInvoiceFinder named;

    public CopyOnDemand(
            ConnectionStore store,
            ProducerTemplate routes,
            CopyCycle copyCycle,
            CopyPause pause,
            CycleTroubles cycleTroubles,
            SourceRefresh sources,
            CommandReports reports) {
        this.store = store;
        this.routes = routes;
        this.copyCycle = copyCycle;
        this.pause = pause;
        this.cycleTroubles = cycleTroubles;
        this.sources = sources;
        this.reports = reports;
        this.named = new NamedInvoiceFinder(store);
    }

    /** Runs one full cycle to its end. */
    CycleReport all(String who) {
        return cycle(List.of(), who);
    }

    /** Copies this invoice, also where policy would skip it. @throws SettingsException when Harvest shows none of this number */
    CycleReport invoice(String number, String who) {
        CommandReports.Begun begun = reports.begin();
        Optional<SourceDocument> wanted = named.inHarvest(number);
        if (wanted.isEmpty()) {
            Optional<Trouble> trouble = sources.read();
            if (trouble.isPresent()) {
                return begun.report(List.of(trouble.get()));
            }
            wanted = Optional.of(named.shownByHarvest(number));
        }
        store.audit().add(who, null, null, "copy", "invoice " + number);
        return cycle(wanted.stream().toList(), who).only(documentsOf(wanted.get()));
    }

    private CycleReport cycle(List<SourceDocument> forced, String who) {
        CommandReports.Begun begun = reports.begin();
        long preventedBefore = store.tallies().amount(Counter.DUPLICATES_PREVENTED);
        pause.askAnew();
        Optional<Pause> paused = pause.find();
        List<Trouble> troubles = new ArrayList<>();
        if (paused.isPresent()) {
            troubles.add(TroubleDiagnosis.of(paused.get()));
            pause.lookAtRoom();
        } else {
            troubles.addAll(run(forced, who));
            pause.find().filter(Pause::byPerson).map(TroubleDiagnosis::of).ifPresent(troubles::add); // on the way
        }
        int prevented = Math.toIntExact(store.tallies().amount(Counter.DUPLICATES_PREVENTED) - preventedBefore);
        return begun.report(prevented, troubles);
    }

    /** Gives the troubles of the last pass. */
    private List<Trouble> run(List<SourceDocument> forced, String who) {
        for (int pass = 0; pass < PASSES && (pass == 0 || isSomethingDue()); pass++) {
            runStages(forced, who);
        }
        return cycleTroubles.all();
    }

    private boolean isSomethingDue() {
        return cycleTroubles.all().isEmpty() && store.failedRows().isRetryDue();
    }

    private void runStages(List<SourceDocument> forced, String who) {
        try {
            copyCycle.beginPatiently(PATIENCE, who);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a running cycle", e);
        }
        CommandStops.send(routes, "direct:run-stages", null, Map.of("forced", forced));
    }

    /** The invoice, what credits it, and its payments: a command about one invoice answers for nothing else. */
    private BiPredicate<org.harvestxero.api.DocumentKind, Long> documentsOf(SourceDocument invoice) {
        Set<Long> payments = store.documents().children(Kind.PAYMENT, invoice.sourceId()).stream()
                .map(SourceDocument::sourceId)
                .collect(Collectors.toSet());
        return (kind, id) -> switch (kind) {
            case PAYMENT -> payments.contains(id);
            case INVOICE, CREDIT_NOTE -> id == invoice.sourceId();
            default -> false;
        };
    }
}
