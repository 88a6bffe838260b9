package org.harvestxero.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.copy.OutboxState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moves that states allow are those that statements make. */
class StateMovesTest {
    private static final Pattern TO = Pattern.compile("\\bset (?:[^']*, )?state = '([a-z]+)'");
    private static final Pattern FROM = Pattern.compile("(?<!\\.)\\bstate (?:= ('[a-z]+')|in \\(([^)]*)\\))");

    @ParameterizedTest(name = "{0} may become {1}")
    @CsvSource({
        "WAITING, WAITING SENDING FAILED DISCARDED SUPERSEDED",
        "SENDING, WAITING DONE FAILED",
        "DONE, ''",
        "FAILED, WAITING SENDING FAILED DISCARDED SUPERSEDED",
        "DISCARDED, ''",
        "SUPERSEDED, WAITING FAILED"
    })
    void anOutboxRow(OutboxState from, String to) {
        assertThat(next(from, OutboxState.values(), OutboxState::mayBecome)).isEqualTo(to);
    }

    @ParameterizedTest(name = "{0} may become {1}")
    @CsvSource({
        "REVIEW, REVIEW HELD REJECTED APPROVED",
        "HELD, REVIEW REJECTED APPROVED",
        "REJECTED, ''",
        "APPROVED, REVIEW HELD REJECTED MIRRORED",
        "MIRRORED, REVIEW APPROVED PLANNED",
        "PLANNED, REJECTED MIRRORED SENT CREDITED",
        "SENT, CREDITED",
        "CREDITED, ''",
        "SHADOW, ''"
    })
    void aDraft(DraftState from, String to) {
        assertThat(next(from, DraftState.values(), DraftState::mayBecome)).isEqualTo(to);
    }

    @Test
    void statementsMakeEveryMoveOfAnOutboxRowAndNoOther() throws ReflectiveOperationException {
        Map<String, Set<String>> allowed = new TreeMap<>();
        for (OutboxState from : OutboxState.values()) {
            for (OutboxState to : OutboxState.values()) {
                if (from.mayBecome(to)) {
                    allowed.computeIfAbsent(to.code(), word -> new TreeSet<>()).add(from.code());
                }
            }
        }

        assertThat(moves("outbox")).isEqualTo(allowed);
    }

    @Test
    void statementsMoveADraftOnlyWhereItMayGo() throws ReflectiveOperationException {
        Map<String, Set<String>> moves = moves("draft_invoice");

        assertThat(moves)
                .isEqualTo(Map.of(
                        "review", Set.of("approved", "mirrored"),
                        "mirrored", Set.of("approved", "planned"),
                        "sent", Set.of("planned")));
        moves.forEach((to, froms) ->
                froms.forEach(from -> assertThat(DraftState.of(from).mayBecome(DraftState.of(to)))
                        .as(from + " to " + to)
                        .isTrue()));
    }

    private static <S extends Enum<S>> String next(S from, S[] states, BiPredicate<S, S> mayBecome) {
        return Arrays.stream(states)
                .filter(to -> mayBecome.test(from, to))
                .map(Enum::name)
                .collect(Collectors.joining(" "));
    }

    /** From which states the statements take a row to each; a statement that names none would take any. */
    private static Map<String, Set<String>> moves(String table) throws ReflectiveOperationException {
        Map<String, Set<String>> moves = new TreeMap<>();
        for (String sql : SqlStatements.all()) {
            Matcher to = TO.matcher(sql);
            if (sql.strip().startsWith("update " + table + " ") && to.find() && !isOnlyRehearsed(sql)) {
                Set<String> from = new TreeSet<>();
                FROM.matcher(sql.substring(to.end()))
                        .results()
                        .forEach(state -> from.addAll(SqlStatements.words(state.group())));
                assertThat(from).as(sql).isNotEmpty();
                moves.computeIfAbsent(to.group(1), word -> new TreeSet<>()).addAll(from);
            }
        }
        return moves;
    }

    /** A whole run is taken back only to see what a new one would make of its period, and that is rolled back. */
    private static boolean isOnlyRehearsed(String sql) {
        return sql.contains("where run_id = ?");
    }
}
