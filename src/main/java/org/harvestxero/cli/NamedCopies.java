package org.harvestxero.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Pages;
import org.harvestxero.api.PublicIds;

/**
 * The failed copies a person names: {@code F7} by id, anything else the number of the document. What can mean two is refused with
 * both, and then nothing is done with any.
 *
 * @param refusals a sentence for each name that does not lead to exactly one; empty when all do
 */
record NamedCopies(Set<Long> ids, List<String> refusals) {
    NamedCopies {
        ids = new LinkedHashSet<>(ids);
        refusals = List.copyOf(refusals);
    }

    static NamedCopies of(Set<Long> ids) {
        return new NamedCopies(ids, List.of());
    }

    static NamedCopies refusing(String refusal) {
        return new NamedCopies(Set.of(), List.of(refusal));
    }

    static NamedCopies find(List<String> names, Pages<FailedCopy> all) {
        List<Search> searches = names.stream().map(Search::new).toList();
        all.forEach(copy -> searches.forEach(search -> search.look(copy)));
        Set<Long> ids = new LinkedHashSet<>();
        List<String> refusals = new ArrayList<>();
        for (Search search : searches) {
            if (search.isClear()) {
                ids.add(search.meant.get(0).id());
            } else {
                refusals.add(search.refusal());
            }
        }
        return new NamedCopies(ids, refusals);
    }

    /** What one name can mean. */
    private static final class Search {
        private final String name;
        private final OptionalLong id;
        private final OptionalLong bare;
        private final List<FailedCopy> meant = new ArrayList<>();
        private final List<FailedCopy> withoutLetter = new ArrayList<>();

        Search(String name) {
            this.name = name.strip();
            this.id = PublicIds.failedCopy(name);
            this.bare = PublicIds.bare(name);
        }

        void look(FailedCopy copy) {
            if (isId(id, copy) || name.equals(copy.number())) {
                meant.add(copy);
            } else if (isId(bare, copy)) {
                withoutLetter.add(copy);
            }
        }

        private static boolean isId(OptionalLong id, FailedCopy copy) {
            return id.isPresent() && id.getAsLong() == copy.id();
        }

        /** A number that is another copy's id as well is not taken for either: giving up the wrong one is hard to undo. */
        boolean isClear() {
            return meant.size() == 1 && withoutLetter.isEmpty();
        }

        String refusal() {
            if (meant.isEmpty() && withoutLetter.isEmpty()) {
                return "There is no failed copy " + name + ": see `harvest-xero failed list`.";
            }
            if (meant.isEmpty()) {
                return name + " is the number of no failed document; did you mean " + inWords(withoutLetter) + "?";
            }
            List<FailedCopy> both = new ArrayList<>(meant);
            both.addAll(withoutLetter);
            return name + " can mean " + inWords(both) + ": say "
                    + both.stream().map(this::id).collect(Collectors.joining(" or ")) + ".";
        }

        private String id(FailedCopy copy) {
            String own = PublicIds.failedCopy(copy.id());
            return own.equalsIgnoreCase(name) ? "failed:" + own : own;
        }

        private static String inWords(List<FailedCopy> copies) {
            return copies.stream()
                    .map(copy -> PublicIds.failedCopy(copy.id()) + " ("
                            + copy.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                            + Objects.requireNonNullElse(copy.number(), "with Harvest id " + copy.sourceId()) + ")")
                    .collect(Collectors.joining(", or "));
        }
    }
}
