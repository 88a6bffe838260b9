package org.harvestxero.mend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.api.MappingDesk.Change;
import org.harvestxero.api.MappingDesk.Differing;
import org.harvestxero.api.MappingDesk.Turn;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.MappingResult.Mapped;
import org.harvestxero.mapping.MappingResult.Refused;
import org.harvestxero.mapping.coding.Explanation;
import org.harvestxero.mapping.coding.Explanation.Decision;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Tells how what comes of a document by one set of rules differs from what comes of it by another. */
final class Outcomes {
    private static final String REFUSED = "refused";

    private Outcomes() {}

    /** Which document. @param number null while it has none */
    record Subject(String id, @Nullable String number, String client) {}

    /** Empty where nothing is otherwise. */
    static Optional<Turn> freed(boolean before, boolean after) {
        return before == after ? Optional.empty() : Optional.of(after ? Turn.GOES_ON : Turn.WOULD_FAIL);
    }

    /** Empty where nothing is otherwise. */
    static Optional<Differing> differing(Subject subject, MappingResult before, MappingResult after) {
        List<Change> changes = new ArrayList<>();
        Turn turn = turn(before, after, changes);
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Differing(subject.id(), "invoice", subject.number(), subject.client(), turn, changes));
    }

    private static Turn turn(MappingResult before, MappingResult after, List<Change> changes) {
        if (before instanceof Mapped mapped && after instanceof Mapped other) {
            changes(mapped.explanation(), other.explanation(), changes);
            return Turn.OTHERWISE;
        }
        String was = refusal(before);
        String is = refusal(after);
        if (!was.equals(is)) {
            changes.add(new Change(0, REFUSED, was, is, ""));
        }
        return was.isEmpty() ? Turn.WOULD_FAIL : is.isEmpty() ? Turn.GOES_ON : Turn.FAILS_OTHERWISE;
    }

    private static String refusal(MappingResult result) {
        return result instanceof Refused refused
                ? refused.problems().stream().map(Problem::sentence).collect(Collectors.joining(" "))
                : "";
    }

    private static void changes(Explanation before, Explanation after, List<Change> changes) {
        changes(0, before.document(), after.document(), changes);
        int lines = Math.max(before.lines().size(), after.lines().size());
        for (int i = 0; i < lines; i++) {
            changes(i + 1, line(before, i), line(after, i), changes);
        }
    }

    private static List<Decision> line(Explanation explanation, int at) {
        return at < explanation.lines().size() ? explanation.lines().get(at).decisions() : List.of();
    }

    private static void changes(int line, List<Decision> before, List<Decision> after, List<Change> changes) {
        Map<String, Decision> was = byName(before);
        Map<String, Decision> is = byName(after);
        Set<String> names = new LinkedHashSet<>(was.keySet());
        names.addAll(is.keySet());
        for (String name : names) {
            String former = value(was.get(name));
            String next = value(is.get(name));
            if (!former.equals(next)) {
                Decision by = is.get(name);
                changes.add(new Change(line, name, former, next, by == null ? "" : by.because()));
            }
        }
    }

    private static Map<String, Decision> byName(List<Decision> decisions) {
        Map<String, Decision> named = new LinkedHashMap<>();
        decisions.forEach(decision -> named.putIfAbsent(decision.what(), decision));
        return named;
    }

    private static String value(@Nullable Decision decision) {
        return decision == null ? "" : decision.value();
    }
}
