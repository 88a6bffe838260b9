package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tracking category with its options; at most two are active in an organisation. */
final class TrackingCategory {
    final UUID id;
    final List<Option> options = new ArrayList<>();
    String name;
    boolean archived;

    TrackingCategory(UUID id, String name) {
        this.id = id;
        this.name = name;
    }

    /** One choice within a category. */
    record Option(UUID id, String name, boolean archived) {
        ObjectNode toJson() {
            return Json.object()
                    .put("TrackingOptionID", id.toString())
                    .put("Name", name)
                    .put("Status", archived ? "ARCHIVED" : "ACTIVE")
                    .put("HasValidationErrors", false)
                    .put("IsDeleted", false)
                    .put("IsArchived", archived)
                    .put("IsActive", !archived);
        }
    }

    Optional<Option> option(@Nullable UUID optionId, @Nullable String optionName) {
        return options.stream()
                .filter(option -> optionId != null
                        ? option.id().equals(optionId)
                        : option.name().equalsIgnoreCase(optionName))
                .findFirst();
    }

    void replace(Option option) {
        options.replaceAll(each -> each.id().equals(option.id()) ? option : each);
    }

    ObjectNode toJson(boolean includeArchived) {
        ObjectNode json = Json.object()
                .put("Name", name)
                .put("Status", archived ? "ARCHIVED" : "ACTIVE")
                .put("TrackingCategoryID", id.toString());
        ArrayNode list = json.putArray("Options");
        options.stream()
                .filter(option -> includeArchived || !option.archived())
                .forEach(option -> list.add(option.toJson()));
        return json;
    }
}
