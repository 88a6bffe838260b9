package org.harvestxero.billing.terms;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The words on an invoice, by place; what an agreement leaves out has a default. */
public final class Texts {
    private static final Set<String> PERIOD = Set.of(
            "period", "period-start", "period-end", "month", "year", "quarter", "client", "purchase-order", "label");
    private static final Set<String> LINE = Set.of(
            "rule",
            "group",
            "project",
            "project-code",
            "task",
            "category",
            "role",
            "person",
            "day",
            "phase",
            "notes",
            "hours",
            "rate",
            "units",
            "included",
            "reason",
            "percent",
            "fee-period",
            "fee-month",
            "corrected-period");

    /** A place on an invoice that carries words. */
    public enum Place {
        HOURS("{group}, {period}", true),
        OVERAGE("{rule}: hours beyond the included {included}, {group}, {period}", true),
        FEE("{rule}, {fee-period}", true),
        PHASE("{rule}: {phase}", true),
        EXPENSE("{category}: {notes} ({project}, {day})", true),
        MINIMUM("{rule}: minimum charge, {period}", true),
        CREDIT("{rule}: unused {hours} of {period}", true),
        DISCOUNT("{reason}", true),
        CORRECTION("Correction for {corrected-period}", true),
        LATE(" (worked on {day})", true),
        REFERENCE("{purchase-order}", false),
        NUMBER("", false),
        NOTES("", false);

        private final String text;
        private final boolean onLine;

        Place(String text, boolean onLine) {
            this.text = text;
            this.onLine = onLine;
        }

        /** The names its text may use. */
        public Set<String> known() {
            Set<String> known = new HashSet<>(PERIOD);
            if (onLine) {
                known.addAll(LINE);
            }
            return known;
        }
    }

    private static final Texts PLAIN = of(Map.of());

    private final Map<Place, Template> templates;

    private Texts(Map<Place, Template> templates) {
        this.templates = templates;
    }

    public static Texts plain() {
        return PLAIN;
    }

    /** @throws IllegalArgumentException if a text uses a name its place doesn't know */
    public static Texts of(Map<Place, String> texts) {
        Map<Place, Template> templates = new EnumMap<>(Place.class);
        for (Place place : Place.values()) {
            templates.put(place, Template.of(texts.getOrDefault(place, place.text), place.known()));
        }
        return new Texts(templates);
    }

    public Template at(Place place) {
        return Objects.requireNonNull(templates.get(place));
    }
}
