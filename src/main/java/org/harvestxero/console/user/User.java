package org.harvestxero.console.user;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody who may sign in.
 *
 * @param name as it stands in the audit; of two names that differ in case alone only one is taken
 * @param hash of the password, in PHC form
 */
public record User(String name, Set<Role> roles, String hash) {
    private static final int LONGEST = 60;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} .@'_-]*");

    public User {
        roles = Set.copyOf(roles);
    }

    public boolean may(Right right) {
        return roles.stream().anyMatch(role -> role.may(right));
    }

    public boolean isCalled(String other) {
        return areSame(name, other);
    }

    /** Of the widest role last, such as {@code bookkeeper, reviewer}. */
    public String roleWords() {
        return Role.words(roles);
    }

    /** What is wrong with a name, as a sentence; empty when it is fine. */
    public static Optional<String> complaint(String name) {
        String given = normal(name);
        return NAME.matcher(given).matches() && given.length() <= LONGEST
                ? Optional.empty()
                : Optional.of("A name has up to " + LONGEST
                        + " letters, digits, blanks and . @ ' _ -, and begins with a letter or digit.");
    }

    /** One spelling of the same letters, without blanks around it. */
    public static String normal(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    /** The same for all spellings that mean the same user; empty for what can be nobody's name. */
    public static String key(String name) {
        return complaint(name).isPresent() ? "" : folded(name);
    }

    /** Whether two names mean the same user. */
    static boolean areSame(String one, String other) {
        return folded(one).equals(folded(other));
    }

    /** By letter, and over capitals: some letters have none of their own but share one. */
    private static String folded(String name) {
        return normal(name)
                .codePoints()
                .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The line that stands for a user in the file. */
    String line() {
        return name + ":" + roleWords().replace(" ", "") + ":" + hash;
    }

    /** @param words of roles; those that are none stand for nothing */
    public static User of(String name, List<String> words, String hash) {
        return new User(normal(name), Role.named(words), hash);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "User[" + name + ", " + roleWords() + "]";
    }
}
