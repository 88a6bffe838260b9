package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with less room than {@code disk.reserve} asks for. */
class ShortOfRoomIT {
    @TempDir
    Path folder;

    private Map<String, String> settings(long reserve, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("database.url", "jdbc:h2:file:" + folder.resolve("ledger"));
        all.put("disk.reserve", Long.toString(reserve));
        return all;
    }

    /** Megabytes; short of it, but not by half: that would keep it from starting. */
    private long tooMuch() {
        return folder.toFile().getUsableSpace() / 1_000_000 * 3 / 2;
    }

    @Test
    void peopleAreMailedOnceWhenRoomRunsShort() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        Map<String, String> mailing = Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(mail.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "books@example.com",
                "mail.to", "ada@example.com");
        try (CopyScenario scenario = CopyScenario.start(settings(tooMuch(), mailing))) {
            scenario.scheduled();
            scenario.scheduled();
            scenario.once();
            scenario.fire("schedule-notices");

            assertThat(mail.getReceivedMessages()).singleElement().satisfies(told -> {
                assertThat(told.getSubject())
                        .isEqualTo("harvest-xero (main): nothing is copied until somebody sees to it");
                assertThat(told.getContent().toString())
                        .contains("Nothing is copied: Only ", " MB are free below " + folder)
                        .contains("What to do: Free space on that disk, or move data/ to a larger one");
            });
            assertThat(scenario.copyService().status().vitals().consentDead()).isFalse();

            scenario.restart(settings(0, mailing));
            scenario.once();
            scenario.restart(settings(tooMuch(), mailing));
            scenario.scheduled();

            assertThat(mail.getReceivedMessages()).hasSize(2); // it ran short another time
        } finally {
            mail.stop();
        }
    }

    @Test
    void nothingIsBilledThatCouldNotBeRecorded() {
        try (CopyScenario scenario = CopyScenario.start(settings(tooMuch(), Map.of()))) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            long design = scenario.harvest().add(aTask("Design"));
            long project = scenario.harvest()
                    .add(aProject(client, "Website").hourlyRate("100").task(design));
            long ann = scenario.harvest().add(aUser("Ann", "Lee"));
            scenario.harvest()
                    .add(aTimeEntry(project, design, ann)
                            .on(LocalDate.of(2026, 10, 5))
                            .hours("2")
                            .notes("Worked")
                            .approved());
            scenario.agreement("bakery.yaml", "client: Sample Bakery\nstart: 2026-10-01\nreview: {when: []}\n");
            BillRequest october = new BillRequest("2026-10", null, BillRequest.Manner.FOR_REAL);

            BillReport billed = scenario.bill(october);
            BillReport shadow = scenario.bill(new BillRequest("2026-10", null, BillRequest.Manner.SHADOW));
            BillReport shown = scenario.bill(new BillRequest("2026-10", null, BillRequest.Manner.DRY_RUN));
            BillReport again = scenario.creditAndRebill("INV-1");

            assertThat(List.of(billed, shadow, again)).allSatisfy(report -> {
                assertThat(report.bills()).isEmpty();
                assertThat(report.troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.NO_ROOM);
                assertThat(report.exitCode()).isEqualTo(3);
                assertThat(report.calls().harvest()).isZero();
            });
            assertThat(shown.troubles()).isEmpty();
            assertThat(shown.bills()).hasSize(1);

            scenario.restart(settings(0, Map.of()));
            assertThat(scenario.bill(october).bills())
                    .singleElement()
                    .satisfies(bill -> assertThat(bill.total()).isEqualByComparingTo("200.00"));
        }
    }

    @Test
    void nothingLeavesBelowTheReserveAndAllOfItOnceThereIsRoom() {
        try (CopyScenario scenario = CopyScenario.start(settings(tooMuch(), Map.of()))) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            scenario.harvest()
                    .add(anInvoice(client)
                            .number("R-1")
                            .issued(LocalDate.of(2026, 11, 3))
                            .line("Design", "1", "100")
                            .open());

            assertThat(scenario.once().troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.reason()).isEqualTo(Trouble.Reason.NO_ROOM);
                assertThat(trouble.message())
                        .contains("MB are free below " + folder, "make room there, and it goes on by itself.");
            });
            scenario.scheduled();
            assertThat(scenario.copyService().status().troubles())
                    .extracting(Trouble::reason)
                    .containsExactly(Trouble.Reason.NO_ROOM);
            assertThat(scenario.xero().invoices()).isEmpty();
            assertThat(scenario.xero().contacts()).isEmpty();

            scenario.restart(settings(0, Map.of()));

            assertThat(scenario.once().copied()).hasSize(1);
            assertThat(scenario.copyService().status().troubles()).isEmpty();
        }
    }
}
