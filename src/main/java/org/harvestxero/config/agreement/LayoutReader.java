package org.harvestxero.config.agreement;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Texts;

/** Reads what invoices look like. */
final class LayoutReader {
    private LayoutReader() {}

    static Layout read(Section section) {
        List<Layout.Group> groups = section.has("groupBy")
                ? section.words("groupBy").stream()
                        .flatMap(word -> ConstantNames.constant(Layout.Group.class, word).stream())
                        .toList()
                : Layout.plain().groups();
        return new Layout(
                groups,
                section.choice("order", "name", word -> ConstantNames.constant(Layout.Order.class, word)),
                section.choice("invoicePer", "client", word -> ConstantNames.constant(Layout.PerInvoice.class, word)),
                section.text("hours", "shown").equals("shown"),
                texts(section.in("texts")),
                Locale.forLanguageTag(section.text("language", "en")));
    }

    private static Texts texts(Section section) {
        Map<Texts.Place, String> texts = new EnumMap<>(Texts.Place.class);
        for (Texts.Place place : Texts.Place.values()) {
            String key = place.name().toLowerCase(Locale.ROOT);
            String text = section.textOrNull(key);
            if (text != null) {
                texts.put(place, text);
                section.sensible(key, () -> Texts.of(Map.of(place, text)));
            }
        }
        return Texts.of(texts);
    }
}
