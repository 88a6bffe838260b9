package org.harvestxero.billing.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.CodingRule;
import org.harvestxero.billing.terms.Template;

/** Says how a line is coded, as far as the agreement does: its own rule first, then the agreement's list. */
final class Coder {
    static final Set<String> NAMES = Set.of("project", "project-code", "task", "role", "person");

    private final List<CodingRule> codings;
    private final Map<Place, Coding> found = new HashMap<>();

    private record Place(String rule, Origin origin, String role) {}

    Coder(List<CodingRule> codings) {
        this.codings = codings;
    }

    /** The coding of work under a rule. */
    Coding of(String rule, Coding own, Origin origin, String role) {
        if (codings.isEmpty() && own.equals(Coding.open())) {
            return own;
        }
        return found.computeIfAbsent(new Place(rule, origin, role), place -> find(rule, own, origin, role));
    }

    /** The coding of an amount that belongs to a rule but to no work. */
    Coding of(String rule, Coding own) {
        Coding coding = own;
        for (CodingRule candidate : codings) {
            if (candidate.holds(rule)) {
                coding = coding.or(candidate.coding());
            }
        }
        return filled(coding, name -> "");
    }

    private Coding find(String rule, Coding own, Origin origin, String role) {
        Coding coding = own;
        for (CodingRule candidate : codings) {
            if (candidate.holds(rule, origin)) {
                coding = coding.or(candidate.coding());
            }
        }
        return filled(coding, name -> switch (name) {
            case "project" -> origin.project().name();
            case "project-code" ->
                origin.project().code() == null ? "" : origin.project().code();
            case "task" -> origin.kind().name();
            case "role" -> role;
            default -> origin.person().name();
        });
    }

    /** Options that come out empty are left out. */
    private static Coding filled(Coding coding, Function<String, String> values) {
        if (coding.tracking().isEmpty()) {
            return coding;
        }
        Map<String, String> tracking = new TreeMap<>();
        coding.tracking().forEach((category, option) -> {
            String text = Template.of(option, NAMES).fill(values::apply);
            if (!text.isEmpty()) {
                tracking.put(category, text);
            }
        });
        return new Coding(coding.account(), coding.taxType(), coding.item(), tracking);
    }
}
