package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.http.JsonFields;

/** An option of a tracking category, archived ones among them. @param id empty when Xero shows none */
public record XeroTrackingOptionView(String category, String id, String name, boolean archived) {
    static List<XeroTrackingOptionView> listIn(JsonNode answer) {
        List<XeroTrackingOptionView> options = new ArrayList<>();
        for (JsonNode category : JsonFields.field(answer, "TrackingCategories")) {
            for (XeroElement option : XeroElement.list(category, "Options")) {
                options.add(new XeroTrackingOptionView(
                        name(category), option.id(), name(option.tree()), "ARCHIVED".equals(option.status())));
            }
        }
        return options;
    }

    private static String name(JsonNode named) {
        String name = JsonFields.text(named, "Name");
        return name == null ? "" : name;
    }

    public boolean isOf(String wantedCategory, String wantedName) {
        return wantedCategory.equalsIgnoreCase(category) && wantedName.equalsIgnoreCase(name);
    }
}
