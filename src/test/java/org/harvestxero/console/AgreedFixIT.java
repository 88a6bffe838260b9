package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Reviews;
import org.junit.jupiter.api.Test;

/** What an agreement decides and Xero does not take, put right in its file from the page of the failed copy. */
class AgreedFixIT extends BrowserScenario {
    private static final String AGREEMENT = """
            client: Globex
            start: 2026-10-01
            review: {when: [always]}
            coding:
              - {for: {tasks: Support}, account: '991'}  # by their letter
              - {account: "991", taxType: NONE}
            """;

    @Override
    void fill() {
        CopyScenario copy = console.copy();
        long globex = copy.harvest().add(aClient("Globex").currency("USD"));
        long task = copy.harvest().add(aTask("Support"));
        long ben = copy.harvest().add(aUser("Ben", "Baker"));
        long project =
                copy.harvest().add(aProject(globex, "Helpdesk").hourlyRate("90").task(task));
        copy.harvest()
                .add(aTimeEntry(project, task, ben)
                        .on(LocalDate.parse("2026-10-06"))
                        .hours("2")
                        .approved());
        copy.agreement("globex.yaml", AGREEMENT);
        console.engine().billingService().bill(BillRequest.due(), "test");
        Reviews reviews = console.engine().people().reviews();
        Reviews.Item draft = reviews.list(new Reviews.Filter(null, true)).stream()
                .filter(item -> item.client().equals("Globex"))
                .findFirst()
                .orElseThrow();
        reviews.approve(Reviews.Ref.of(draft.id()), null, "Rita");
        console.engine().copyService().once("test");
    }

    private String record() {
        List<FailedCopy> failed = console.engine().copyService().failedCopies(FailedFilter.STANDING).stream()
                .filter(copy -> copy.cause().equals("account-unknown"))
                .toList();
        assertThat(failed).hasSize(1);
        return "/failed/F" + failed.get(0).id();
    }

    private static Locator button(Page page, String name) {
        return page.locator("main button", new Page.LocatorOptions().setHasText(name));
    }

    @Test
    void theAgreementNamesAnotherAccountAndNothingElseChanges() throws IOException {
        Page bob = open("Bob", record());
        assertThat(bob.locator("#fix").innerText()).contains("The agreement decides this", "reject the draft");
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "fix-agreed");
        bob.locator("select[name=value]").selectOption("260");
        button(bob, "Look at the change of the agreement").click();
        bob.locator("#changes").waitFor();
        assertThat(bob.locator("tr.added code").allInnerTexts())
                .containsExactly(
                        "  - {for: {tasks: Support}, account: '260'}  # by their letter",
                        "  - {account: \"260\", taxType: NONE}");
        assertThat(bob.locator("main").innerText()).contains("Admins save agreements.");
        Page viewer = open("Vera", record());
        assertThat(viewer.locator("#fix form").count()).isZero();

        Page ada = open("Ada", record());
        ada.locator("select[name=value]").selectOption("260");
        button(ada, "Look at the change of the agreement").click();
        ada.getByLabel("Why").fill("991 is gone");
        button(ada, "Save globex.yaml").click();

        ada.locator(".notice.good").waitFor();
        assertThat(Files.readString(console.home().resolve("agreements/globex.yaml")))
                .isEqualTo(AGREEMENT.replace("'991'", "'260'").replace("\"991\"", "\"260\""));
    }
}
