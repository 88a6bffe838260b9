package org.harvestxero.console.user;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who somebody is in the console (ruling 35). One person may have several roles. */
public enum Role {
    VIEWER(Right.SEE),
    BOOKKEEPER(Right.SEE, Right.TRY, Right.MEND),
    REVIEWER(Right.SEE, Right.TRY, Right.DECIDE),
    /** Sees what people are paid for beside, which nobody else does, not even an admin. */
    PAYROLL(Right.SEE, Right.PAY),
    ADMIN(Right.SEE, Right.TRY, Right.MEND, Right.DECIDE, Right.MANAGE);

    private final Set<Right> rights;

    Role(Right... rights) {
        this.rights = EnumSet.copyOf(Arrays.asList(rights));
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** As written in the users file and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> find(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** What is wrong with words for roles, as a sentence; empty when each is one. */
    public static Optional<String> complaint(Collection<String> words) {
        return words.stream()
                .filter(word -> find(word).isEmpty())
                .findFirst()
                .map(word -> "There is no role " + word.strip() + "; there are: " + words() + ".");
    }

    /** The roles of words; what is none is left out. */
    public static Set<Role> named(Collection<String> words) {
        return words.stream().map(Role::find).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Such as {@code viewer, bookkeeper, reviewer, payroll, admin}. */
    public static String words() {
        return words(EnumSet.allOf(Role.class));
    }

    /** Of the widest role last, such as {@code bookkeeper, reviewer}. */
    public static String words(Set<Role> roles) {
        return Arrays.stream(values()).filter(roles::contains).map(Role::word).collect(Collectors.joining(", "));
    }

    /** Those with that right, such as {@code reviewer or admin}. */
    public static String wordsWith(Right right) {
        return Arrays.stream(values())
                .filter(role -> role.may(right))
                .map(Role::word)
                .collect(Collectors.joining(" or "));
    }
}
