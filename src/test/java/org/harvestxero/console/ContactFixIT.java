package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.TestClock;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which contact a client is, and which side of a conflict counts, said in a browser. */
class ContactFixIT extends BrowserScenario {
    private static final String HARBOUR = "Harbour Twin & \"O'Neill\" &amp; Sons";

    @BeforeAll
    void followContacts() {
        console = ConsoleScenario.start(Map.of("contacts.follow", "true")).withUsers();
    }

    private void cycle() {
        console.engine().copyService().once("test");
    }

    private void later() {
        ((TestClock) console.copy().clock()).jump(Duration.ofMinutes(10));
    }

    private List<FailedCopy> failed(String cause) {
        return console.engine().copyService().failedCopies(FailedFilter.STANDING).stream()
                .filter(copy -> cause.equals(copy.cause()))
                .toList();
    }

    private String record(String cause) {
        return "/failed/F" + failed(cause).get(0).id();
    }

    private static void press(Page page, String name) {
        page.getByText(name, new Page.GetByTextOptions().setExact(true)).click();
    }

    private void invoice(String client, String number) {
        long id = console.copy().harvest().add(aClient(client).currency("USD"));
        console.copy()
                .harvest()
                .add(anInvoice(id).number(number).line("Signs", "1", "40").open());
    }

    private String contact(String invoice) {
        return console.copy().invoice(invoice).path("Contact").path("Name").asText();
    }

    private void contactInXero(String name) {
        console.copy()
                .xero()
                .createContact(JsonNodeFactory.instance.objectNode().put("Name", name));
    }

    private void lookFor(Page page, String name) {
        page.getByLabel("Look for another name").fill(name);
        press(page, "Look");
        page.waitForURL("**contact=*");
    }

    @Test
    void aClientOfTheSameNameGetsTheContactThatSomebodyNames() {
        contactInXero(HARBOUR);
        invoice("Twin", "INV-40");
        invoice("TWIN", "INV-41");
        cycle();
        String record = record("client-name-clash");
        for (String name : List.of("Vera", "Rita")) {
            assertThat(open(name, record).locator("#fix form[method=post]").count())
                    .as(name)
                    .isZero();
        }

        Page page = open("Bob", record);
        Page second = open("Ada", record);
        assertThat(page.locator("#fix").innerText())
                .contains("Which contact is", "TWIN", "It is the contact of another client, Twin.");
        assertThat(page.locator("#fix form[method=post]").count()).isZero();
        Chromium.assertAccessible(page);
        lookFor(page, "nobody");
        assertThat(page.locator("#fix").innerText()).contains("No contact's name begins like that.");
        lookFor(page, "harbour tw");
        assertThat(page.locator("#fix table").innerText()).contains(HARBOUR);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "fix-contact");
        Page phone = console.signIn(chromium.narrow(), "Bob");
        phone.navigate(page.url());
        Chromium.assertFits(phone);
        lookFor(second, "harbour tw");
        page.getByText("This one").click();
        page.locator(".notice.good").waitFor();

        assertThat(page.locator(".notice").innerText())
                .isEqualTo("The contact is chosen. 1 document will be tried again with the next cycle.");
        cycle();
        assertThat(contact("INV-40")).isEqualTo("Twin");
        assertThat(contact("INV-41")).isEqualTo(HARBOUR);
        assertThat(failed("client-name-clash")).isEmpty();
        second.getByText("This one").click();
        second.locator(".notice.bad").waitFor();
        assertThat(second.locator(".notice").innerText()).contains("Somebody else may have seen to it.");
        assertThat(second.locator("main").innerText()).contains("This document does not stand failed any more");
        assertThat(chromium.said()).singleElement().asString().contains("404");
        chromium.forget();
    }

    @Test
    void aConflictIsAnsweredOnceAndTheSecondIsTold() {
        long client = console.copy().harvest().add(aClient("Conflicted Co").currency("USD"));
        console.copy()
                .harvest()
                .add(anInvoice(client).number("INV-45").line("Signs", "1", "40").open());
        cycle();
        cycle();
        UUID contact = UUID.fromString(console.copy()
                .invoice("INV-45")
                .path("Contact")
                .path("ContactID")
                .asText());
        later();
        console.copy()
                .xero()
                .editContact(contact, JsonNodeFactory.instance.objectNode().put("Name", "Conflicted Ltd"));
        console.copy().harvest().edit("/clients/" + client, Map.of("name", "Conflicted <b>GmbH</b>"));
        later();
        cycle();
        String record = record("contact-conflict");
        Page viewer = open("Vera", record);
        assertThat(viewer.locator("#fix").innerText()).contains("Which side counts?", "Conflicted Ltd");
        assertThat(viewer.locator("#fix button, #fix form").count()).isZero();

        Page page = open("Bob", record);
        Page second = open("Ada", record);
        assertThat(page.locator("#fix").innerText()).contains("Which side counts?", "Conflicted Ltd", "<b>GmbH</b>");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "fix-conflict");
        Page phone = console.signIn(chromium.narrow(), "Bob");
        phone.navigate(page.url());
        Chromium.assertFits(phone);
        press(page, "Xero's counts");
        page.locator(".notice.good").waitFor();
        assertThat(page.locator(".notice").innerText()).contains("\"Conflicted Ltd\" counts.");

        press(second, "Harvest's counts");
        second.locator(".notice.bad").waitFor();
        assertThat(second.locator(".notice").innerText()).contains("Somebody else may have answered");
        later();
        cycle();
        assertThat(console.copy()
                        .harvest()
                        .get("/clients/" + client)
                        .path("name")
                        .asText())
                .isEqualTo("Conflicted Ltd");
        assertThat(failed("contact-conflict")).isEmpty();
    }
}
