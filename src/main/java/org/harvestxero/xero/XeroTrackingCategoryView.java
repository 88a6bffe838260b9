package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.harvestxero.http.JsonFields;

/** A tracking category as Xero shows it. @param id empty when Xero shows none */
public record XeroTrackingCategoryView(String id, String name, boolean archived) {
    static List<XeroTrackingCategoryView> listIn(JsonNode answer) {
        return XeroElement.list(answer, "TrackingCategories").stream()
                .map(XeroTrackingCategoryView::of)
                .toList();
    }

    private static XeroTrackingCategoryView of(XeroElement element) {
        String id = JsonFields.text(element.tree(), "TrackingCategoryID");
        String name = JsonFields.text(element.tree(), "Name");
        return new XeroTrackingCategoryView(
                id == null ? "" : id, name == null ? "" : name, "ARCHIVED".equals(element.status()));
    }
}
