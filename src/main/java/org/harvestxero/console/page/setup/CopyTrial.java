package org.harvestxero.console.page.setup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Pages;
import org.harvestxero.api.SideException;
import org.harvestxero.config.SettingsException;
import org.harvestxero.mapping.SkipReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One invoice, copied on trial or in earnest in the background; the last one can be looked at. Safe for several threads. */
public final class CopyTrial implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopyTrial.class);
    private static final int MOST = 50;

    private @Nullable Outcome outcome;
    private @Nullable Thread thread;
    private @Nullable String asked;

    /**
     * What came of it.
     *
     * @param dry whether nothing was sent
     * @param documents sent, or what would be
     * @param failed what could not be copied
     * @param remarks what was left out, what waits, and what stopped it
     */
    record Outcome(
            String invoice,
            boolean dry,
            List<CycleReport.Copied> documents,
            List<CycleReport.Explanation> why,
            List<Refused> failed,
            List<String> remarks) {
        Outcome {
            documents = List.copyOf(documents);
            why = List.copyOf(why);
            failed = List.copyOf(failed);
            remarks = List.copyOf(remarks);
        }

        boolean isGood() {
            return failed.isEmpty() && !documents.isEmpty();
        }
    }

    public record Refused(String what, String sentence, String remedy) {}

    /** @param invoice the number that is being tried; null while none is */
    record Reading(@Nullable String invoice, @Nullable Outcome outcome) {}

    /** Begins, unless another one is under way. */
    synchronized boolean begin(CopyService copyService, String invoice, boolean dry, String who) {
        if (thread != null) {
            return false;
        }
        asked = invoice;
        Thread made = new Thread(() -> run(copyService, invoice, dry, who), "console-trial");
        made.setDaemon(true);
        thread = made;
        made.start();
        return true;
    }

    private void run(CopyService copyService, String invoice, boolean dry, String who) {
        Outcome came;
        try {
            came = outcome(invoice, dry, copyService.copy(new CopyRequest(invoice, dry, dry), who));
        } catch (SideException | SettingsException e) {
            came = new Outcome(invoice, dry, List.of(), List.of(), List.of(), List.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            LOG.error("An invoice could not be tried", e);
            came = new Outcome(
                    invoice,
                    dry,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of("The program has a fault here; what it was doing stands in its log."));
        }
        ended(came);
    }

    private static Outcome outcome(String invoice, boolean dry, CycleReport report) {
        List<String> remarks = new ArrayList<>();
        report.troubles().forEach(trouble -> remarks.add(trouble.message() + ". " + trouble.remedy()));
        some(report.skipped()).forEach(skipped -> remarks.add("Left out: " + inWords(skipped.reason())));
        some(report.waiting()).forEach(waits -> remarks.add("Waits: " + waits.reason()));
        return new Outcome(
                invoice,
                dry,
                some(dry ? report.planned() : report.copied()),
                some(report.explanations()),
                some(report.failed()).stream()
                        .map(failed -> new Refused(failed.kind().text(), failed.message(), failed.remedy()))
                        .toList(),
                remarks);
    }

    private static String inWords(String reason) {
        return Arrays.stream(SkipReason.values())
                .filter(known -> known.key().equals(reason))
                .map(SkipReason::sentence)
                .findFirst()
                .orElse(reason);
    }

    private static <T> List<T> some(Pages<T> pages) {
        return pages.stream().limit(MOST).toList();
    }

    private synchronized void ended(Outcome came) {
        outcome = came;
        thread = null;
        asked = null;
    }

    synchronized Reading reading() {
        return new Reading(asked, outcome);
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
