package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works in Harvest as a party to be paid, unchecked: nothing here is refused, what is absent is null.
 *
 * @param contractor whether Harvest flags them so
 * @param accessRoles what they may do in Harvest, such as {@code administrator}
 */
public record HarvestPersonView(
        long id, Name name, @Nullable String email, boolean contractor, boolean active, List<String> accessRoles) {
    private static final Set<String> APPROVING = Set.of("administrator", "manager");

    public HarvestPersonView {
        accessRoles = List.copyOf(accessRoles);
    }

    /** @param first,last null when Harvest shows none */
    public record Name(@Nullable String first, @Nullable String last) {
        /** Both; empty when Harvest shows none. */
        public String full() {
            return ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
        }
    }

    public static HarvestPersonView of(HarvestElement element) {
        JsonNode user = element.tree();
        return new HarvestPersonView(
                element.idOrZero(),
                new Name(JsonFields.text(user, "first_name"), JsonFields.text(user, "last_name")),
                JsonFields.text(user, "email"),
                JsonFields.flag(user, "is_contractor"),
                user.path("is_active").asBoolean(true),
                StreamSupport.stream(user.path("access_roles").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    /** Whether they can approve what others enter. */
    public boolean mayApprove() {
        return active && accessRoles.stream().anyMatch(APPROVING::contains);
    }
}
