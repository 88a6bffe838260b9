package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.http.JsonFields;

/**
 * What the connected person may do in the organisation, as Xero tells it at {@code /Organisation/Actions}.
 *
 * @param allowed by Xero's names, such as {@code CreateApprovedInvoice}
 */
public record XeroOrganisationActions(Map<String, Boolean> allowed) {
    public XeroOrganisationActions {
        allowed = Map.copyOf(allowed);
    }

    /** The request whose answer {@link #read} reads. */
    public static XeroRequest request() {
        return XeroRequest.get("/Organisation/Actions");
    }

    public static XeroOrganisationActions read(XeroResponse answer) {
        Map<String, Boolean> allowed = new HashMap<>();
        for (JsonNode action : JsonFields.field(answer.json(), "Actions")) {
            String name = JsonFields.text(action, "Name");
            String status = JsonFields.text(action, "Status");
            if (name != null && status != null) {
                allowed.put(name, status.equalsIgnoreCase("ALLOWED"));
            }
        }
        return new XeroOrganisationActions(allowed);
    }

    /** Empty when Xero says nothing of the action. */
    public Optional<Boolean> allows(String action) {
        return Optional.ofNullable(allowed.get(action));
    }
}
