package org.harvestxero.mapping.contact;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares a client with its Xero contact, field by field and three ways: with how each side stood when the two were last known to belong
 * together. What changed on one side alone crosses to the other; only what changed on both needs somebody to win (ruling 27).
 */
public final class ContactComparison {
    private final Map<ContactField, FieldPolicy> policies;

    public ContactComparison(Map<ContactField, FieldPolicy> policies) {
        this.policies = new EnumMap<>(policies);
    }

    /** A client and its contact. */
    public record Pair(ContactCard harvest, ContactCard xero) {}

    /** When each side was changed last; null where it doesn't say. */
    public record Times(@Nullable Instant harvest, @Nullable Instant xero) {
        public static final Times UNKNOWN = new Times(null, null);
    }

    /** What becomes of a field. */
    public enum Outcome {
        /** Nothing changed, or it never crosses. */
        STAYS,
        /** Both sides say the same by now. */
        AGREES,
        TO_XERO,
        TO_HARVEST,
        /** Different people were touched: each change crosses. */
        BOTH_WAYS,
        /** A person decides. */
        ASKED
    }

    /** Whether the field ever crosses. */
    public boolean follows(ContactField field) {
        return policies.getOrDefault(field, FieldPolicy.OFF) != FieldPolicy.OFF;
    }

    /** @param answers what a person said of the very values the field has now; null without an answer */
    public Map<ContactField, Outcome> compare(
            Pair before, Pair now, Times changed, Function<ContactField, @Nullable ContactSide> answers) {
        Map<ContactField, Outcome> outcomes = new EnumMap<>(ContactField.class);
        for (ContactField field : ContactField.values()) {
            if (follows(field)) {
                outcomes.put(field, of(field, before, now, changed, answers));
            }
        }
        return outcomes;
    }

    private Outcome of(
            ContactField field,
            Pair before,
            Pair now,
            Times changed,
            Function<ContactField, @Nullable ContactSide> answers) {
        boolean inHarvest = !before.harvest().agrees(field, now.harvest());
        boolean inXero = !before.xero().agrees(field, now.xero());
        if (!inHarvest && !inXero) {
            return Outcome.STAYS;
        }
        if (now.harvest().agrees(field, now.xero())) {
            return Outcome.AGREES;
        }
        if (inHarvest != inXero) {
            return inHarvest ? Outcome.TO_XERO : Outcome.TO_HARVEST;
        }
        if (field == ContactField.PEOPLE && areApart(before, now)) {
            return Outcome.BOTH_WAYS;
        }
        ContactSide winner = winner(field, changed, answers);
        if (winner == null) {
            return Outcome.ASKED;
        }
        return winner == ContactSide.HARVEST ? Outcome.TO_XERO : Outcome.TO_HARVEST;
    }

    private static boolean areApart(Pair before, Pair now) {
        boolean main = before.harvest().main().equals(now.harvest().main())
                || before.xero().main().equals(now.xero().main());
        return main
                && PeopleChange.between(before.harvest(), now.harvest())
                        .isApartFrom(PeopleChange.between(before.xero(), now.xero()));
    }

    private @Nullable ContactSide winner(
            ContactField field, Times changed, Function<ContactField, @Nullable ContactSide> answers) {
        return switch (policies.getOrDefault(field, FieldPolicy.OFF)) {
            case HARVEST -> ContactSide.HARVEST;
            case XERO -> ContactSide.XERO;
            case NEWEST -> {
                ContactSide newest = newest(changed);
                yield newest == null ? answers.apply(field) : newest;
            }
            case ASK, OFF -> answers.apply(field);
        };
    }

    /** Harvest shows whole seconds, so within one second nobody was last. */
    private static @Nullable ContactSide newest(Times changed) {
        Instant harvest = changed.harvest();
        Instant xero = changed.xero();
        if (harvest == null || xero == null || harvest.getEpochSecond() == xero.getEpochSecond()) {
            return null;
        }
        return harvest.isAfter(xero) ? ContactSide.HARVEST : ContactSide.XERO;
    }

    /** The fields with one of the outcomes. */
    public static Set<ContactField> with(Map<ContactField, Outcome> outcomes, Outcome... wanted) {
        Set<ContactField> fields = new TreeSet<>();
        outcomes.forEach((field, outcome) -> {
            if (Set.of(wanted).contains(outcome)) {
                fields.add(field);
            }
        });
        return fields;
    }
}
