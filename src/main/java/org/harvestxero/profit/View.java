package org.harvestxero.profit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.billing.Named;

/** By what figures are grouped. */
public enum View {
    PROJECT,
    CLIENT,
    MONTH,
    PERSON,
    TASK,
    ROLE;

    /** Such as {@code project}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<View> called(String word) {
        return Arrays.stream(values()).filter(view -> view.word().equals(word)).findFirst();
    }

    /** Whether the capacity of people says something about its groups. */
    boolean hasCapacity() {
        return this == MONTH || this == PERSON || this == ROLE;
    }

    /** Whether what clients owe says something about its groups; of a month it is what they owe after the last one. */
    boolean hasDebts() {
        return this == CLIENT || this == MONTH;
    }

    /** The group that something belongs to. */
    Named group(Subject subject) {
        return switch (this) {
            case PROJECT -> subject.project();
            case CLIENT -> subject.client();
            case MONTH ->
                new Named(
                        subject.month().getYear() * 100L + subject.month().getMonthValue(),
                        subject.month().toString());
            case PERSON -> subject.person().name();
            case TASK -> subject.task();
            case ROLE -> role(subject.person());
        };
    }

    private static Named role(Subject.Person person) {
        if (person.name().id() == 0) {
            return Subject.NOBODY;
        }
        return new Named(0, person.roles().isEmpty() ? "no role" : person.roles());
    }
}
