package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stopped the connection is asked anew when a person asks or the process starts. */
class AskedAnewIT {
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private CopyScenario scenario;
    private long client;

    @BeforeEach
    void start() {
        mail.start();
        scenario = CopyScenario.start(mailing(Map.of()));
        client = scenario.harvest().add(aClient("Sample Bakery"));
        sent("INV-1");
    }

    @AfterEach
    void stop() {
        scenario.close();
        mail.stop();
    }

    private Map<String, String> mailing(Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(mail.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "books@example.com",
                "mail.to", "ada@example.com"));
        all.putAll(more);
        return all;
    }

    private void sent(String number) {
        scenario.harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(LocalDate.of(2026, 11, 2))
                        .line("Design", "1", "100")
                        .open());
    }

    private Vitals.Reading vitals() {
        return scenario.copyService().status().vitals();
    }

    @Test
    void deadConsentIsMailedAtOnceAndShownUntilACycleSucceeds() throws Exception {
        scenario.restart(mailing(Map.of("xero.client-secret", "wrong")));

        scenario.scheduled();
        CycleReport asked = scenario.once();

        assertThat(asked.troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.CONSENT);
        assertThat(vitals().consentDead()).isTrue();
        assertThat(mail.getReceivedMessages())
                .singleElement()
                .satisfies(told -> assertThat(told.getSubject())
                        .isEqualTo("harvest-xero (main): nothing is copied until somebody sees to it"));

        scenario.restart(mailing(Map.of()));
        scenario.scheduled();

        assertThat(scenario.invoice("INV-1").path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(vitals().consentDead()).isFalse();
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aPersonAsksWhetherXerosDayHasTurned() {
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.DAY_LIMIT)
                        .withRetryAfter(18_000)
                        .on("GET", "/api.xro/2.0/Organisation"));
        assertThat(scenario.once().troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.DAY_LIMIT);
        scenario.xero().clearLog();
        scenario.scheduled();
        assertThat(scenario.xero().requests()).isEmpty();

        CycleReport asked = scenario.once();

        assertThat(asked.troubles()).isEmpty();
        assertThat(asked.copied()).hasSize(1);
    }

    @Test
    void askingBeforeTheDayHasTurnedCostsOneCall() {
        scenario.once();
        sent("INV-2");
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.DAY_LIMIT)
                        .on("GET", "/api.xro/2.0/Invoices")
                        .next(2));
        scenario.once();
        scenario.xero().clearLog();

        assertThat(scenario.once().troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.DAY_LIMIT);

        assertThat(scenario.xero().requests()).hasSize(1);
    }

    @Test
    void tokensThatRunOutTwiceBetweenTwoCallsAreNoTrouble() {
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.EXPIRED_TOKEN)
                        .on("PUT", "/api.xro/2.0")
                        .next(2));

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(report.copied()).hasSize(1);
        assertThat(scenario.xero().faultsStruck()).isEqualTo(2);
    }

    @Test
    void whatAnArchivedAccountBlockedFollowsRightAfterItIsRestored() {
        scenario.once();
        sent("INV-2");
        sent("INV-3");
        scenario.xero().archiveAccount("200");
        assertThat(scenario.once().failed()).hasSize(2);
        scenario.xero().restoreAccount("200");

        CycleReport after = scenario.once();

        assertThat(after.copied()).hasSize(2);
        assertThat(after.failed()).isEmpty();
    }

    @Test
    void aStartReadsTheSetUpAgainWhenDocumentsStandBlocked() {
        scenario.once();
        sent("INV-2");
        scenario.xero().archiveAccount("200");
        assertThat(scenario.once().failed()).hasSize(1);
        scenario.restart(mailing(Map.of()));
        scenario.once();
        scenario.xero().restoreAccount("200");
        scenario.restart(mailing(Map.of()));

        scenario.scheduled();

        assertThat(scenario.invoice("INV-2").path("Status").asText()).isEqualTo("AUTHORISED");
    }
}
