package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsIT {
    private static final String NUMBER_TAKEN =
            "Another contact has this contact number. Please enter a different contact number.";
    private static final String ARCHIVED =
            "The specified contact details matched an archived contact. Archived contacts cannot currently be edited"
                    + " via the API.";

    private XeroSandbox sandbox;
    private TestClient xero;

    @BeforeEach
    void start() {
        sandbox = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
        xero = TestClient.connected(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode put(String body) {
        TestClient.Reply reply = xero.put("Contacts", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.first("Contacts");
    }

    private static String id(JsonNode contact) {
        return contact.get("ContactID").asText();
    }

    private JsonNode list(String query) {
        return xero.get("Contacts" + query).json().get("Contacts");
    }

    @Test
    void aContactComesBackWithAllItsSlots() {
        JsonNode contact = put("{'Name':'Acme','ContactNumber':'harvest-client-1','DefaultCurrency':'USD','Addresses':["
                + "{'AddressType':'POBOX','AddressLine1':'1 Sample Street','City':'Leeds'}]}");

        assertThat(contact.get("Addresses")).hasSize(2);
        assertThat(contact.at("/Addresses/1/City").asText()).isEqualTo("Leeds");
        assertThat(contact.at("/Addresses/1/Country").asText()).isEmpty();
        assertThat(contact.get("Phones"))
                .extracting(each -> each.get("PhoneType").asText())
                .containsExactly("DDI", "DEFAULT", "FAX", "MOBILE");
        assertThat(contact.get("DefaultCurrency").asText()).isEqualTo("USD");
        assertThat(contact.get("ContactStatus").asText()).isEqualTo("ACTIVE");
        assertThat(contact.has("EmailAddress")).isFalse();
        assertThat(contact.get("IsCustomer").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme Widgets", "ACME widgets", " Acme  Widgets "})
    void namesAreUniqueIgnoringCaseAndBlanks(String name) {
        put("{'Name':'Acme Widgets'}");

        assertThat(xero.put("Contacts", "{'Name':'" + name + "'}").error())
                .endsWith("is already assigned to another contact. The contact name must be unique across all active"
                        + " contacts.");
    }

    @Test
    void theNameOfAnArchivedContactIsFreeButItsNumberIsNot() {
        String old = id(put("{'Name':'Acme','ContactNumber':'harvest-client-1'}"));
        xero.post("Contacts/" + old, "{'ContactStatus':'ARCHIVED'}");

        put("{'Name':'Acme'}");

        assertThat(xero.put("Contacts", "{'Name':'Other','ContactNumber':'harvest-client-1'}")
                        .error())
                .isEqualTo(NUMBER_TAKEN);
    }

    @Test
    void postWithAKnownNameUpdatesThatContact() {
        JsonNode first = put("{'Name':'Acme'}");

        JsonNode second = xero.post("Contacts", "{'Name':'acme','EmailAddress':'a@acme.example'}")
                .first("Contacts");

        assertThat(id(second)).isEqualTo(id(first));
        assertThat(second.get("EmailAddress").asText()).isEqualTo("a@acme.example");
        assertThat(sandbox.contacts()).hasSize(1);
    }

    @Test
    void postWithAKnownNumberUpdatesAndMayRename() {
        JsonNode first = put("{'Name':'Acme','ContactNumber':'harvest-client-1'}");

        JsonNode renamed = xero.post("Contacts", "{'ContactNumber':'harvest-client-1','Name':'Acme Ltd'}")
                .first("Contacts");

        assertThat(id(renamed)).isEqualTo(id(first));
        assertThat(renamed.get("Name").asText()).isEqualTo("Acme Ltd");
        put("{'Name':'Acme'}");
    }

    @Test
    void postWithAnUnknownIdIsNotFound() {
        assertThat(xero.post("Contacts", "{'ContactID':'ca7127f7-3c5e-4de7-a76d-ae0ef9b9b76b','Name':'x'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void archivedContactsAreNeitherEditedNorRevived() {
        String id = id(put("{'Name':'Acme'}"));
        xero.post("Contacts/" + id, "{'ContactStatus':'ARCHIVED'}");

        assertThat(xero.post("Contacts/" + id, "{'FirstName':'Jo'}").error()).isEqualTo(ARCHIVED);
        assertThat(xero.post("Contacts/" + id, "{'ContactStatus':'ACTIVE'}").error())
                .isEqualTo(ARCHIVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@b", "a b@c.example", "@c.example"})
    void anEmailAddressMustBeValid(String address) {
        assertThat(xero.put("Contacts", "{'Name':'Acme','EmailAddress':'" + address + "'}")
                        .error())
                .isEqualTo("Email address must be valid.");
    }

    @Test
    void anglesAndOverlongNamesAreRefused() {
        assertThat(xero.put("Contacts", "{'Name':'A <b>'}").status()).isEqualTo(400);
        assertThat(xero.put("Contacts", "{'Name':'" + "x".repeat(256) + "'}").status())
                .isEqualTo(400);
        assertThat(xero.put("Contacts", "{'Name':'x','ContactNumber':'" + "9".repeat(51) + "'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listsHideArchivedContactsUnlessAsked() {
        String id = id(put("{'Name':'Acme'}"));
        put("{'Name':'Beta'}");
        xero.post("Contacts/" + id, "{'ContactStatus':'ARCHIVED'}");

        assertThat(list("?page=1")).hasSize(1);
        assertThat(list("?page=1&includeArchived=true")).hasSize(2);
    }

    @Test
    void contactsAreFoundByNumberTermIdAndName() {
        String id = id(put("{'Name':'Ácme Böats','ContactNumber':'harvest-client-77','EmailAddress':'x@y.example'}"));
        put("{'Name':'Beta'}");

        assertThat(id(xero.get("Contacts/harvest-client-77").first("Contacts"))).isEqualTo(id);
        assertThat(list("?searchTerm=CLIENT-77")).hasSize(1);
        assertThat(list("?searchTerm=y.exam")).hasSize(1);
        assertThat(list("?IDs=" + id)).hasSize(1);
        assertThat(list("?where=" + TestClient.encode("Name==\"acme boats\""))).hasSize(1);
        assertThat(list("?where=" + TestClient.encode("EmailAddress!=null && EmailAddress==\"X@Y.example\"")))
                .hasSize(1);
    }

    @Test
    void whatAListTellsDependsOnPagingAndSummary() {
        String id = id(put("{'Name':'Acme','SalesDefaultAccountCode':'200'}"));
        xero.createInvoice(id, "INV-1", "1", "100");

        JsonNode paged = list("?page=1").get(0);
        JsonNode unpaged = list("").get(0);
        JsonNode summary = list("?summaryOnly=true").get(0);

        assertThat(paged.at("/Balances/AccountsReceivable/Outstanding").toString())
                .isEqualTo("120.00");
        assertThat(paged.get("SalesDefaultAccountCode").asText()).isEqualTo("200");
        assertThat(paged.get("IsCustomer").asBoolean()).isTrue();
        assertThat(unpaged.has("Balances")).isFalse();
        assertThat(summary.has("Addresses")).isFalse();
        assertThat(summary.has("IsCustomer")).isFalse();
    }

    @Test
    void becomingACustomerIsNoChange() {
        JsonNode before = put("{'Name':'Acme'}");
        xero.createInvoice(id(before), "INV-1", "1", "100");

        JsonNode after = xero.get("Contacts/" + id(before)).first("Contacts");

        assertThat(after.get("UpdatedDateUTC")).isEqualTo(before.get("UpdatedDateUTC"));
    }

    @Test
    void aMergeArchivesTheSourceAndMovesItsDocuments() {
        String from = id(put("{'Name':'Acme (old)'}"));
        String into = id(put("{'Name':'Acme'}"));
        xero.createInvoice(from, "INV-1", "1", "100");

        sandbox.mergeContacts(UUID.fromString(from), UUID.fromString(into));

        JsonNode source = xero.get("Contacts/" + from).first("Contacts");
        assertThat(source.get("ContactStatus").asText()).isEqualTo("ARCHIVED");
        assertThat(source.get("MergedToContactID").asText()).isEqualTo(into);
        assertThat(xero.get("Invoices/INV-1")
                        .first("Invoices")
                        .at("/Contact/ContactID")
                        .asText())
                .isEqualTo(into);
        assertThat(xero.put("Invoices", TestClient.invoice(from, "INV-2", "DRAFT", "1", "1"))
                        .error())
                .startsWith("The contact with the specified contact details has been archived.");
    }

    @Test
    void aListOfPersonsReplacesTheOldOne() {
        String id = id(put("{'Name':'Acme','ContactPersons':[{'FirstName':'A'},{'FirstName':'B'}]}"));

        JsonNode changed = xero.post("Contacts/" + id, "{'ContactPersons':[{'FirstName':'C'}]}")
                .first("Contacts");

        assertThat(changed.get("ContactPersons"))
                .extracting(each -> each.get("FirstName").asText())
                .containsExactly("C");
    }
}
