package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.XeroSettings;

/**
 * An organisation's settings as one kept text: every list under its name, its elements as Xero sent them. Only the elements, because
 * the id and time of an answer differ each time.
 */
public final class XeroSettingsText {
    private XeroSettingsText() {}

    /** One list as it was answered. */
    public static final class Answer {
        private final SettingsList list;
        private final JsonNode json;

        private Answer(SettingsList list, JsonNode json) {
            this.list = list;
            this.json = json;
        }

        public SettingsList list() {
            return list;
        }
    }

    /** The lists an answer holds. */
    public static List<Answer> answers(XeroResponse response) {
        List<Answer> answers = new ArrayList<>();
        for (SettingsList list : SettingsList.values()) {
            if (response.json().has(list.collection())) {
                answers.add(new Answer(list, response.json()));
            }
        }
        return answers;
    }

    /** The text with one list in place of the one it held. @param before empty when nothing was kept yet */
    public static String with(String before, Answer answer) {
        JsonNode earlier = before.isEmpty() ? JsonFields.object() : parse(before);
        ObjectNode all = JsonFields.object();
        for (SettingsList list : SettingsList.values()) {
            String name = list.collection();
            JsonNode holder = list == answer.list ? answer.json : earlier.path(name);
            JsonNode elements = holder.path(name);
            ObjectNode kept = all.putObject(name);
            if (elements.isArray()) {
                kept.set(name, elements);
            } else {
                kept.putArray(name);
            }
        }
        return all.toString();
    }

    /** Whether the text holds nothing of the list. */
    public static boolean isEmpty(String content, SettingsList list) {
        return parse(content).path(list.collection()).path(list.collection()).isEmpty();
    }

    /** @throws XeroUnreadableException when a field that is needed is absent */
    public static XeroSettings read(String content) {
        JsonNode parts = parse(content);
        return XeroSettingsJson.settings(
                parts.path("Organisations"),
                parts.path("Accounts"),
                parts.path("TaxRates"),
                parts.path("Items"),
                parts.path("TrackingCategories"),
                parts.path("Currencies"),
                parts.path("BrandingThemes"));
    }

    private static JsonNode parse(String content) {
        return JsonFields.parse(content)
                .orElseThrow(() -> new IllegalArgumentException("The kept settings are no JSON"));
    }
}
