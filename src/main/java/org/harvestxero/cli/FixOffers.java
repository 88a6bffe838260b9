package org.harvestxero.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk.Fix;
import org.harvestxero.api.MappingDesk.Offer;
import org.harvestxero.mapping.coding.RuleKey;
import org.jspecify.annotations.Nullable;

/** Finds what a person means among the things a failed document waits for, and among what Xero offers for it. */
final class FixOffers {
    private static final int NAMED = 12;

    /** The document as it is listed, such as {@code F7}. */
    private final String document;

    private final List<Fix> fixes;

    FixOffers(String document, List<Fix> fixes) {
        this.document = document;
        this.fixes = List.copyOf(fixes);
    }

    /**
     * The one thing it waits for that the value can decide.
     *
     * @param number as listed, from 1; null where none was named
     * @throws DecisionException when there is none, or more than one
     */
    Fix meant(FixValue.OfRule value, @Nullable Integer number) {
        List<Fix> alike = fixes.stream()
                .filter(fix -> fix.key().equals(value.key().key()))
                .filter(fix -> number == null || fix.number() == number - 1)
                .toList();
        if (alike.isEmpty()) {
            throw new DecisionException(none(value));
        }
        if (alike.size() > 1) {
            throw new DecisionException(document + " waits for several of them: say --number "
                    + alike.stream()
                            .map(fix -> (fix.number() + 1) + " (" + fix.what() + ")")
                            .collect(Collectors.joining(" or "))
                    + ".");
        }
        return alike.get(0);
    }

    private String none(FixValue.OfRule value) {
        return fixes.isEmpty()
                ? "No rule of mappings.yaml helps " + document + " on: `failed show " + document + "` says what does."
                : document + " waits for something else than " + value.option() + ": "
                        + fixes.stream()
                                .map(fix -> option(fix) + " (" + fix.what() + ", number " + (fix.number() + 1) + ")")
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** What a thing is chosen with. */
    static String option(Fix fix) {
        for (RuleKey key : RuleKey.values()) {
            if (key.key().equals(fix.key())) {
                return FixValue.option(key);
            }
        }
        throw new IllegalArgumentException(fix.key());
    }

    /**
     * What of Xero's list is meant: its value, or else its name, whole.
     *
     * @throws DecisionException when none or several are
     */
    static String value(Fix fix, String wanted) {
        List<Offer> offers = fix.offers().offers();
        Optional<Offer> exact =
                offers.stream().filter(offer -> offer.value().equals(wanted)).findFirst();
        if (exact.isPresent()) {
            return exact.get().value();
        }
        List<Offer> named =
                offers.stream().filter(offer -> isNamed(offer, wanted)).toList();
        if (named.size() == 1) {
            return named.get(0).value();
        }
        throw new DecisionException(
                named.isEmpty()
                        ? "Xero has no " + fix.what() + " \"" + wanted + "\" that may stand there"
                                + (offers.isEmpty() ? "." : "; it has " + names(offers) + ".")
                        : "\"" + wanted + "\" can mean " + names(named) + ": say which by its code.");
    }

    private static boolean isNamed(Offer offer, String wanted) {
        String name = offer.name().toLowerCase(Locale.ROOT);
        String asked = wanted.toLowerCase(Locale.ROOT);
        return name.equals(asked) || name.endsWith(" · " + asked);
    }

    private static String names(List<Offer> offers) {
        return offers.stream().limit(NAMED).map(Offer::name).collect(Collectors.joining(", "))
                + (offers.size() > NAMED ? " and " + (offers.size() - NAMED) + " more" : "");
    }
}
