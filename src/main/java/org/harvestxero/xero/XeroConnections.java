package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.Api;
import org.harvestxero.http.AuxiliaryChannel;
import org.harvestxero.http.AuxiliaryRequest;
import org.harvestxero.http.ConsentDialogue;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.Query;
import org.harvestxero.http.RawResponse;

/**
 * The organisations a person connected this app to.
 *
 * @see <a href="https://developer.xero.com/documentation/best-practices/managing-connections/connections">Xero: Connections</a>
 */
final class XeroConnections {
    private final AuxiliaryChannel channel;

    XeroConnections(AuxiliaryChannel channel) {
        this.channel = channel;
    }

    /** @param id what Xero calls this app's link to the organisation, which is not the organisation's own */
    record Connection(String id, ConsentDialogue.Target organisation) {}

    /** @throws OutcomeUnknownException when Xero can't be reached or shows none that can be read */
    List<Connection> list(AccessToken token) {
        RawResponse answer = channel.ask(Api.XERO, new AuxiliaryRequest("GET", "", null, token.bearer()));
        Optional<JsonNode> json = JsonFields.parse(answer.body());
        if (!answer.isSuccess() || json.isEmpty() || !json.get().isArray()) {
            throw OutcomeUnknownException.noAnswer(
                    Api.XERO, "Xero answered the question for organisations with " + answer.status());
        }
        List<Connection> connections = new ArrayList<>();
        for (JsonNode each : json.get()) {
            String id = JsonFields.text(each, "id");
            String tenantId = JsonFields.text(each, "tenantId");
            String name = JsonFields.text(each, "tenantName");
            if (id != null && tenantId != null && "ORGANISATION".equals(JsonFields.text(each, "tenantType"))) {
                connections.add(
                        new Connection(id, new ConsentDialogue.Target(tenantId, name == null ? tenantId : name)));
            }
        }
        return connections;
    }

    /**
     * Takes this app's access to the organisation away; one Xero no longer knows is as good as removed.
     *
     * @throws OutcomeUnknownException when it may still be connected
     */
    void remove(Connection connection, AccessToken token) {
        RawResponse answer = channel.ask(
                Api.XERO, new AuxiliaryRequest("DELETE", "/" + Query.segment(connection.id()), null, token.bearer()));
        if (answer.status() >= 500) {
            throw OutcomeUnknownException.noAnswer(Api.XERO, "Xero answered the disconnection with " + answer.status());
        }
    }
}
