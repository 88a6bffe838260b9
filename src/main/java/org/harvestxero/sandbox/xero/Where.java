package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The part of Xero's filter language that is in common use: comparisons joined by AND and OR, parentheses,
 * {@code Contains}, {@code StartsWith} and {@code EndsWith}. Strings compare ignoring case and accents.
 */
final class Where<T> {
    private final String text;
    private final Property.Table<T> properties;
    private final Map<String, Object> equalities = new HashMap<>();
    private boolean optimised;
    private boolean alternatives;
    private int at;

    private Where(String text, Property.Table<T> properties) {
        this.text = text;
        this.properties = properties;
    }

    /**
     * @param equalities values that properties must equal in every match, by property name
     * @param optimised whether at least one property is one Xero filters by quickly
     */
    record Parsed<T>(Predicate<T> predicate, Map<String, Object> equalities, boolean optimised) {}

    /** One side of a comparison. */
    private record Operand<T>(
            Property.Kind kind,
            Function<T, @Nullable Object> value,
            @Nullable Property<T> property,
            boolean test) {}

    static <T> Parsed<T> parse(String text, Property.Table<T> properties) {
        Where<T> where = new Where<>(text, properties);
        Predicate<T> predicate = where.or();
        where.skipBlanks();
        if (where.at < text.length()) {
            throw where.syntaxError();
        }
        return new Parsed<>(predicate, where.alternatives ? Map.of() : Map.copyOf(where.equalities), where.optimised);
    }

    private Predicate<T> or() {
        Predicate<T> left = and();
        while (take("||") || takeWord("OR")) {
            alternatives = true;
            left = left.or(and());
        }
        return left;
    }

    private Predicate<T> and() {
        Predicate<T> left = unary();
        while (take("&&") || takeWord("AND")) {
            left = left.and(unary());
        }
        return left;
    }

    private Predicate<T> unary() {
        skipBlanks();
        if (!text.startsWith("!=", at) && take("!")) {
            alternatives = true;
            return unary().negate();
        }
        if (take("(")) {
            Predicate<T> inner = or();
            expect(")");
            return inner;
        }
        return comparison();
    }

    private Predicate<T> comparison() {
        Operand<T> left = operand();
        int operatorAt = at;
        String operator = operator();
        if (operator == null) {
            if (left.kind() != Property.Kind.BOOL) {
                throw Refusal.badQuery("Expression of type 'Boolean' expected (at index " + at + ")");
            }
            return thing -> Boolean.TRUE.equals(left.value().apply(thing));
        }
        Operand<T> right = operand();
        checkKinds(left, right, operator, operatorAt);
        noteEquality(left, right, operator);
        BiPredicate<@Nullable Object, @Nullable Object> test = test(operator);
        return thing -> test.test(left.value().apply(thing), right.value().apply(thing));
    }

    private void checkKinds(Operand<T> left, Operand<T> right, String operator, int operatorAt) {
        boolean fits =
                left.kind() == right.kind() || left.kind() == Property.Kind.NULL || right.kind() == Property.Kind.NULL;
        if (!fits) {
            throw Refusal.badQuery("Operator '" + operator + "' incompatible with operand types '"
                    + left.kind().typeName() + "' and '" + right.kind().typeName() + "' (at index " + operatorAt + ")");
        }
    }

    private void noteEquality(Operand<T> left, Operand<T> right, String operator) {
        Property<T> property = left.property();
        if (property != null && right.property() == null && operator.equals("==") && !right.test()) {
            Object value = constant(right);
            if (value != null) {
                equalities.put(property.name(), value);
            }
        }
    }

    @SuppressWarnings("NullAway") // a literal reads nothing of the row
    private static <T> @Nullable Object constant(Operand<T> literal) {
        return literal.value().apply(null);
    }

    private static BiPredicate<@Nullable Object, @Nullable Object> test(String operator) {
        return switch (operator) {
            case "==" -> Where::same;
            case "!=" -> (left, right) -> !same(left, right);
            case "<" -> (left, right) -> ordered(left, right) && compare(left, right) < 0;
            case ">" -> (left, right) -> ordered(left, right) && compare(left, right) > 0;
            case "<=" -> (left, right) -> ordered(left, right) && compare(left, right) <= 0;
            default -> (left, right) -> ordered(left, right) && compare(left, right) >= 0;
        };
    }

    private static boolean ordered(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null;
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? left == right : compare(left, right) == 0;
    }

    /** Null sorts first. */
    @SuppressWarnings("unchecked") // both sides are of one kind, and every kind is comparable with itself
    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right ? 0 : left == null ? -1 : 1;
        }
        if (left instanceof String one && right instanceof String other) {
            return fold(one).compareTo(fold(other));
        }
        return ((Comparable<Object>) left).compareTo(right);
    }

    /** The text without accents and case. */
    static String fold(String text) {
        boolean plain = text.chars().allMatch(c -> c < 128);
        String bare =
                plain ? text : Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return bare.toLowerCase(Locale.ROOT);
    }

    private @Nullable String operator() {
        skipBlanks();
        for (String operator : List.of("==", "!=", "<=", ">=", "<", ">", "=")) {
            if (take(operator)) {
                return operator.equals("=") ? "==" : operator;
            }
        }
        return null;
    }

    private Operand<T> operand() {
        skipBlanks();
        if (at >= text.length()) {
            throw Refusal.badQuery("Expression expected (at index " + at + ")");
        }
        char next = text.charAt(at);
        if (next == '"') {
            return literal(Property.Kind.STRING, string());
        }
        if (Character.isDigit(next) || next == '-') {
            return literal(Property.Kind.NUMBER, number());
        }
        if (Character.isLetter(next)) {
            return named();
        }
        throw syntaxError();
    }

    private Operand<T> named() {
        int start = at;
        String name = path();
        switch (name.toLowerCase(Locale.ROOT)) {
            case "true":
                return literal(Property.Kind.BOOL, true);
            case "false":
                return literal(Property.Kind.BOOL, false);
            case "null":
                return literal(Property.Kind.NULL, null);
            case "guid":
                return literal(Property.Kind.GUID, guid());
            case "datetime":
                return literal(Property.Kind.DATE, dateTime());
            default:
                return take("(") ? method(name, start) : property(name, start);
        }
    }

    private Operand<T> property(String name, int start) {
        Property<T> property = properties.find(name, start);
        optimised |= property.optimised();
        return new Operand<>(property.kind(), property.read(), property, false);
    }

    private Operand<T> method(String path, int start) {
        int dot = path.lastIndexOf('.');
        if (dot < 0) {
            throw Refusal.badQuery("No applicable method '" + path + "' exists (at index " + start + ")");
        }
        Property<T> property = properties.find(path.substring(0, dot), start);
        String method = path.substring(dot + 1).toLowerCase(Locale.ROOT);
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != '"') {
            throw syntaxError();
        }
        String argument = fold(string());
        expect(")");
        BiPredicate<String, String> test = switch (method) {
            case "contains" -> String::contains;
            case "startswith" -> String::startsWith;
            case "endswith" -> String::endsWith;
            default ->
                throw Refusal.badQuery("No applicable method '" + path.substring(dot + 1) + "' exists in type '"
                        + property.kind().typeName() + "' (at index " + (start + dot + 1) + ")");
        };
        return new Operand<>(
                Property.Kind.BOOL,
                thing -> property.read().apply(thing) instanceof String value && test.test(fold(value), argument),
                null,
                true);
    }

    private Operand<T> literal(Property.Kind kind, @Nullable Object value) {
        return new Operand<>(kind, thing -> value, null, false);
    }

    private String path() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.' || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private String string() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append('"');
                at++;
            } else {
                return value.toString();
            }
        }
        throw Refusal.badQuery("Unterminated string literal (at index " + start + ")");
    }

    private BigDecimal number() {
        int start = at++;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw Refusal.badQuery("Invalid number '" + text.substring(start, at) + "' (at index " + start + ")");
        }
    }

    private UUID guid() {
        int start = at;
        expect("(");
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != '"') {
            throw syntaxError();
        }
        UUID id = Fields.idOrNull(string());
        expect(")");
        if (id == null) {
            throw Refusal.badQuery("Guid should contain 32 digits with 4 dashes (at index " + start + ")");
        }
        return id;
    }

    private LocalDateTime dateTime() {
        int start = at;
        expect("(");
        List<Integer> parts = new ArrayList<>();
        do {
            skipBlanks();
            int from = at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            if (from == at || at - from > 4) {
                throw syntaxError();
            }
            parts.add(Integer.parseInt(text.substring(from, at)));
        } while (take(","));
        expect(")");
        if (parts.size() != 3 && parts.size() != 6) {
            throw Refusal.badQuery("No applicable constructor exists in type 'DateTime' (at index " + start + ")");
        }
        try {
            LocalDateTime day = LocalDateTime.of(parts.get(0), parts.get(1), parts.get(2), 0, 0);
            return parts.size() == 3
                    ? day
                    : day.withHour(parts.get(3)).withMinute(parts.get(4)).withSecond(parts.get(5));
        } catch (DateTimeException e) {
            throw Refusal.badQuery(
                    "Year, Month, and Day parameters describe an un-representable DateTime. (at index " + start + ")");
        }
    }

    private boolean take(String token) {
        skipBlanks();
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private boolean takeWord(String word) {
        skipBlanks();
        int end = at + word.length();
        boolean found = text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
        if (found) {
            at = end;
        }
        return found;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw Refusal.badQuery("'" + token + "' expected (at index " + at + ")");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private Refusal syntaxError() {
        return Refusal.badQuery("Syntax error (at index " + at + ")");
    }
}
