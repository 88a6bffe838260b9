package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Somebody who works in Harvest, as Harvest shows them, unchecked.
 *
 * @param name first and last; empty when Harvest shows none
 * @param roles as the agency names them
 * @param accessRoles what they may do in Harvest, such as {@code administrator}
 */
public record HarvestUserView(String name, List<String> roles, List<String> accessRoles) {
    public HarvestUserView {
        roles = List.copyOf(roles);
        accessRoles = List.copyOf(accessRoles);
    }

    public static HarvestUserView of(HarvestElement element) {
        JsonNode user = element.tree();
        String name = user.path("first_name").asText("") + " "
                + user.path("last_name").asText("");
        return new HarvestUserView(name.strip(), texts(user.path("roles")), texts(user.path("access_roles")));
    }

    /** Whether what Harvest hides from people with lesser rights is shown to them; believed where Harvest says nothing of rights. */
    public boolean seesAll() {
        return accessRoles.isEmpty() || accessRoles.contains("administrator");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
