package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Rule;

/** Finds what a piece of work is grouped by. */
final class LineGroups {
    private final List<Layout.Group> groups;
    private final List<Phase> phases = new ArrayList<>();
    private final PeriodWords words;

    LineGroups(Agreement agreement, PeriodWords words) {
        this.groups = agreement.layout().groups();
        this.words = words;
        for (Rule rule : agreement.rules()) {
            if (rule.terms() instanceof FixedFee fixed) {
                phases.addAll(fixed.phases());
            }
        }
    }

    List<GroupValue> of(TimeCharge charge) {
        List<GroupValue> values = new ArrayList<>(groups.size());
        for (Layout.Group group : groups) {
            values.add(value(group, charge.part));
        }
        return values;
    }

    private GroupValue value(Layout.Group group, Part part) {
        Origin origin = part.entry().origin();
        return switch (group) {
            case PROJECT -> named(origin.project().name(), origin.project().id());
            case TASK -> named(origin.kind().name(), origin.kind().id());
            case PERSON -> named(origin.person().name(), origin.person().id());
            case ROLE -> named(role(part), 0);
            case PHASE -> named(phase(origin), 0);
            case DAY ->
                new GroupValue(
                        words.day(part.entry().spentDate()),
                        part.entry().spentDate().toString(),
                        0);
            case ENTRY ->
                new GroupValue(
                        entry(part),
                        part.entry().spentDate().toString(),
                        part.entry().id());
        };
    }

    /** The role the rate was chosen by, else the person's first; empty without roles. */
    static String role(Part part) {
        List<String> roles = part.entry().origin().roles();
        RateLine line = part.priced().line();
        if (line != null) {
            for (String role : roles) {
                if (line.match().roles().contains(role)) {
                    return role;
                }
            }
        }
        return roles.isEmpty() ? "" : roles.get(0);
    }

    /** The first phase of a fixed fee that names such work; empty without one. */
    String phase(Origin origin) {
        for (Phase phase : phases) {
            if (!phase.match().isAny() && phase.match().matches(origin)) {
                return phase.name();
            }
        }
        return "";
    }

    private String entry(Part part) {
        String notes = part.entry().notes();
        return notes == null || notes.isBlank() ? part.entry().origin().kind().name() : notes;
    }

    private static GroupValue named(String name, long id) {
        return new GroupValue(name, name, id);
    }
}
