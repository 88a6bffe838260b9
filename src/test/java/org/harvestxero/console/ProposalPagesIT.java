package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.harvestxero.api.Reviews;
import org.junit.jupiter.api.Test;

/** Proposals of an assistant in a real browser: seen by everybody, decided by those who may. */
class ProposalPagesIT extends BrowserScenario {
    @Override
    void fill() {
        console.serve(Map.of("mcp.enabled", "true"));
        try (ProposingAssistant assistant = new ProposingAssistant(console, "Desk helper")) {
            assistant.propose("propose_hold_draft", Map.of("draft", "D1", "reason", "The client asked us to wait."));
            assistant.propose(
                    "propose_change_agreement",
                    Map.of(
                            "file",
                            "acme.yaml",
                            "text",
                            "client: Acme\nstart: 2026-10-01\nreview: {when: [{totalAbove: 2000}]}\n",
                            "reason",
                            "Fewer looks at small bills."));
        }
    }

    @Test
    void aProposalIsReadAndDecidedByThoseWhoMay() {
        Page vera = open("Vera", "/proposals");
        assertThat(vera.locator("main").innerText())
                .contains("Put draft D1 of Acme, period 2026-10 aside", "Desk helper");
        Chromium.assertAccessible(vera);
        vera.getByText("P2").first().click();
        vera.waitForURL("**/proposals/P2");
        assertThat(vera.locator("tr.removed, tr.added").allInnerTexts())
                .containsExactly("- review: {when: [always]}", "+ review: {when: [{totalAbove: 2000}]}");
        assertThat(vera.locator("main").innerText()).contains("it takes admin to decide about this");
        Chromium.assertAccessible(vera);
        Chromium.picture(vera, "proposal");

        Page rita = open("Rita", "/proposals/P1");
        Chromium.assertAccessible(rita);
        rita.getByText("Confirm: do exactly this").click();
        rita.locator(".notice.good").waitFor();
        assertThat(rita.locator(".notice").innerText()).isEqualTo("P1 is done. Put aside.");
        assertThat(console.engine()
                        .people()
                        .reviews()
                        .find("D1")
                        .orElseThrow()
                        .item()
                        .state())
                .isEqualTo(Reviews.State.HELD);
        rita.navigate(console.at("/console/proposals/calls"));
        assertThat(rita.locator("main").innerText()).contains("propose_hold_draft", "answered");
        Chromium.assertAccessible(rita);

        Page narrow = chromium.window();
        narrow.setViewportSize(360, 800);
        for (String path : new String[] {"/proposals", "/proposals/P2", "/proposals/calls"}) {
            open(narrow, "Ada", path);
            Chromium.assertFits(narrow);
            narrow.context().clearCookies();
        }
    }
}
