package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private XeroSandbox sandbox;
    private TestClient xero;

    @BeforeEach
    void start() {
        sandbox = XeroSandbox.start(
                XeroSandboxOptions.defaults().withoutLimits().withClock(new MovableClock("2026-11-02T09:00:00Z")));
        xero = TestClient.connected(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theOrganisationIsAUkCompanyWithNoLockedPeriods() {
        JsonNode organisation = xero.get("Organisation").first("Organisations");

        assertThat(organisation.get("BaseCurrency").asText()).isEqualTo("GBP");
        assertThat(organisation.get("Timezone").asText()).isEqualTo("GMTSTANDARDTIME");
        assertThat(organisation.get("ShortCode").asText())
                .isEqualTo(sandbox.shortCode())
                .startsWith("!");
        assertThat(organisation.get("OrganisationID").asText())
                .isEqualTo(sandbox.tenantId().toString());
        assertThat(organisation.has("PeriodLockDate")).isFalse();
    }

    @Test
    void lockDatesStandAtLocalMidnight() {
        sandbox.setLockDates(LocalDate.of(2026, 7, 31), null);

        assertThat(xero.get("Organisation")
                        .first("Organisations")
                        .get("PeriodLockDate")
                        .asText())
                .isEqualTo("/Date(1785452400000+0000)/");
    }

    @Test
    void actionsTellWhetherTheUserMayApprove() {
        sandbox.setMayApprove(false);

        JsonNode action = xero.get("Organisation/Actions").first("Actions");

        assertThat(action.get("Name").asText()).isEqualTo("CreateApprovedInvoice");
        assertThat(action.get("Status").asText()).isEqualTo("NOT-ALLOWED");
    }

    @Test
    void accountsIncludeTheArchivedAndTheSystemOnes() {
        JsonNode accounts = xero.get("Accounts").json().get("Accounts");

        assertThat(accounts)
                .anyMatch(account -> account.path("SystemAccount").asText().equals("ROUNDING"));
        assertThat(accounts).anyMatch(account -> account.get("Status").asText().equals("ARCHIVED"));
    }

    @Test
    void onlyTheFirstAccountOfARequestIsCreated() {
        TestClient.Reply reply = xero.put(
                "Accounts",
                "{'Accounts':[{'Code':'201','Name':'Consulting','Type':'REVENUE','TaxType':'OUTPUT2'},"
                        + "{'Code':'202','Name':'More','Type':'REVENUE'}]}");

        assertThat(reply.json().get("Accounts")).hasSize(1);
        assertThat(xero.put("Accounts", "{'Code':'203','Name':'consulting','Type':'REVENUE'}")
                        .error())
                .isEqualTo("Please enter a unique Name.");
        assertThat(xero.put("Accounts", "{'Code':'12345678901','Name':'Long','Type':'REVENUE'}")
                        .error())
                .isEqualTo("Account Code is too long. Maximum of 10 characters allowed");
        assertThat(xero.put("Accounts", "{'Code':'093','Name':'Kroner','Type':'BANK','CurrencyCode':'NOK'}")
                        .error())
                .isEqualTo("The current organisation is not subscribed to currency 'NOK'.");
    }

    @Test
    void currenciesAreAddedAndGo() {
        xero.put("Currencies", "{'Code':'NOK'}");
        sandbox.removeCurrency("EUR");

        assertThat(xero.get("Currencies").json().get("Currencies"))
                .extracting(currency -> currency.get("Code").asText())
                .containsExactly("GBP", "USD", "NOK");
    }

    @Test
    void aTaxRateGetsTheNextFreeType() {
        JsonNode rate = xero.put(
                        "TaxRates",
                        "{'Name':'GST and PST','TaxComponents':[{'Name':'GST','Rate':5},{'Name':'PST','Rate':7}]}")
                .first("TaxRates");

        assertThat(rate.get("TaxType").asText()).isEqualTo("TAX002");
        assertThat(rate.get("EffectiveRate").toString()).isEqualTo("12.0000");
    }

    @Test
    void anArchivedTaxRateCannotBeUsed() {
        sandbox.archiveTaxRate("TAX001");
        String contact = xero.createContact("Acme");

        assertThat(xero.put(
                                "Invoices",
                                TestClient.invoice(contact, "INV-1", "DRAFT", "1", "1")
                                        .replace("OUTPUT2", "TAX001"))
                        .error())
                .startsWith("The TaxType code TAX001 does not exist");
    }

    @Test
    void trackingOptionsAreCreatedAndArchivedOnesHidden() {
        JsonNode category = xero.get("TrackingCategories").first("TrackingCategories");
        String path = "TrackingCategories/" + category.get("TrackingCategoryID").asText() + "/Options";

        JsonNode option = xero.put(path, "{'Name':'Client 7'}").first("Options");
        sandbox.archiveTrackingOption("Project", "Client 7");

        assertThat(option.get("IsActive").asBoolean()).isTrue();
        assertThat(option.get("TrackingOptionID").asText()).hasSize(36);
        assertThat(xero.put(path, "{'Name':'client 7'}").status()).isEqualTo(400);
        assertThat(xero.put(path, "{'Name':'" + "x".repeat(101) + "'}").status())
                .isEqualTo(400);
        assertThat(xero.get("TrackingCategories").first("TrackingCategories").get("Options"))
                .hasSize(2);
        assertThat(xero.get("TrackingCategories?includeArchived=true")
                        .first("TrackingCategories")
                        .get("Options"))
                .hasSize(3);
    }

    @Test
    void moreThanTwoActiveCategoriesAreRefused() {
        assertThat(xero.put("TrackingCategories", "{'Name':'Third'}").status()).isEqualTo(400);
        String id = xero.get("TrackingCategories")
                .first("TrackingCategories")
                .get("TrackingCategoryID")
                .asText();
        xero.post("TrackingCategories/" + id, "{'Status':'ARCHIVED'}");

        assertThat(xero.put("TrackingCategories", "{'Name':'Third'}").status()).isEqualTo(200);
        assertThat(xero.get("TrackingCategories").json().get("TrackingCategories"))
                .hasSize(2);
    }

    @Test
    void itemCodesAreUnique() {
        assertThat(xero.put("Items", "{'Code':'HRV-DESIGN','Name':'x'}").error())
                .isEqualTo("Price List Item with Code ''HRV-DESIGN'' already exists");
        assertThat(xero.put("Items", "{'Code':'HRV-DEV','SalesDetails':{'UnitPrice':110.5}}")
                        .first("Items")
                        .at("/SalesDetails/UnitPrice")
                        .toString())
                .isEqualTo("110.50");
        String id = xero.get("Items/HRV-DEV").first("Items").get("ItemID").asText();
        assertThat(xero.delete("Items/" + id).status()).isEqualTo(204);
        assertThat(xero.get("Items/HRV-DEV").status()).isEqualTo(404);
    }

    @Test
    void themesAndUsersAreThere() {
        assertThat(xero.get("BrandingThemes")
                        .first("BrandingThemes")
                        .get("SortOrder")
                        .asInt())
                .isZero();
        assertThat(xero.get("Users").first("Users").get("EmailAddress").asText())
                .isEqualTo("bookkeeper@example.com");
    }
}
