package org.harvestxero.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.harvestxero.api.ContactChoices;
import org.harvestxero.api.ContactChoices.Candidate;
import org.harvestxero.api.DecisionException;
import org.jspecify.annotations.Nullable;

/** Finds the contact a person means, by its id, its number or its name. */
final class ContactNamed {
    private ContactNamed() {}

    /** @throws DecisionException when none, several, or one that can't be the client's is meant */
    static Candidate meant(String document, ContactChoices desk, long failedCopy, String wanted) {
        Map<String, Candidate> known = new LinkedHashMap<>();
        candidates(document, desk, failedCopy, null)
                .forEach(each -> known.put(each.contact().id(), each));
        candidates(document, desk, failedCopy, wanted)
                .forEach(each -> known.put(each.contact().id(), each));
        Candidate exact = known.get(wanted);
        List<Candidate> named = exact != null
                ? List.of(exact)
                : known.values().stream()
                        .filter(each -> wanted.equalsIgnoreCase(each.contact().name())
                                || wanted.equals(each.contact().number()))
                        .toList();
        if (named.size() != 1) {
            throw new DecisionException(
                    named.isEmpty()
                            ? "Xero lists no contact \"" + wanted + "\" that could be meant"
                                    + (known.isEmpty() ? "." : "; there are " + names(known.values()) + ".")
                            : "\"" + wanted + "\" can mean " + names(named) + ": say which by its id.");
        }
        String problem = named.get(0).problem();
        if (problem != null) {
            throw new DecisionException(problem);
        }
        return named.get(0);
    }

    private static List<Candidate> candidates(
            String document, ContactChoices desk, long failedCopy, @Nullable String search) {
        return desk.choice(failedCopy, search)
                .orElseThrow(() -> new DecisionException(
                        document + " does not wait for a contact: `failed show " + document + "` says what to do."))
                .candidates();
    }

    private static String names(Collection<Candidate> candidates) {
        return candidates.stream()
                .map(each -> each.contact().name() + " (" + each.contact().id() + ")")
                .collect(Collectors.joining(", "));
    }
}
