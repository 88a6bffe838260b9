package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactGroupsIT {
    private XeroSandbox sandbox;
    private TestClient xero;
    private String group;
    private String contact;

    @BeforeEach
    void aGroup() {
        sandbox = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits());
        xero = TestClient.connected(sandbox);
        group = xero.put("ContactGroups", "{'Name':'Clients'}")
                .first("ContactGroups")
                .path("ContactGroupID")
                .asText();
        contact = xero.put("Contacts", "{'Name':'Acme'}")
                .first("Contacts")
                .path("ContactID")
                .asText();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode members() {
        return xero.get("ContactGroups/" + group).first("ContactGroups").path("Contacts");
    }

    private int join() {
        return xero.put("ContactGroups/" + group + "/Contacts", "{'Contacts':[{'ContactID':'" + contact + "'}]}")
                .status();
    }

    @Test
    void aListNamesTheGroupsAndOneReadItsContacts() {
        assertThat(join()).isEqualTo(200);

        JsonNode listed = xero.get("ContactGroups").json().path("ContactGroups");

        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("Name").asText()).isEqualTo("Clients");
        assertThat(listed.path(0).path("Contacts")).isEmpty();
        assertThat(members()).hasSize(1);
        assertThat(members().path(0).path("Name").asText()).isEqualTo("Acme");
        assertThat(sandbox.groupsOf(UUID.fromString(contact))).containsExactly("Clients");
        assertThat(xero.get("Contacts/" + contact)
                        .first("Contacts")
                        .at("/ContactGroups/0/Name")
                        .asText())
                .isEqualTo("Clients");
    }

    @Test
    void joiningTwiceIsOnceAndLeavingTakesOne() {
        join();
        assertThat(join()).isEqualTo(200);
        assertThat(members()).hasSize(1);

        assertThat(xero.delete("ContactGroups/" + group + "/Contacts/" + contact)
                        .status())
                .isEqualTo(204);
        assertThat(members()).isEmpty();
        assertThat(xero.delete("ContactGroups/" + group + "/Contacts/" + contact)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void namesAreUniqueAndAGroupThatIsDeletedIsGone() {
        assertThat(xero.put("ContactGroups", "{'Name':'clients'}").status()).isEqualTo(400);
        assertThat(xero.put(
                                "ContactGroups/" + group + "/Contacts",
                                "{'Contacts':[{'ContactID':'" + UUID.randomUUID() + "'}]}")
                        .status())
                .isEqualTo(404);

        xero.post("ContactGroups/" + group, "{'Status':'DELETED'}");

        assertThat(xero.get("ContactGroups").json().path("ContactGroups")).isEmpty();
        assertThat(xero.get("ContactGroups/" + group).status()).isEqualTo(404);
        assertThat(xero.put("ContactGroups", "{'Name':'Clients'}").status()).isEqualTo(200);
    }
}
