package org.harvestxero.mapping;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something decided with its reason, or why it could not be decided. */
record Choice<T>(
        @Nullable T chosen, String because, @Nullable Problem problem) {
    static <T> Choice<T> of(T chosen, String because) {
        return new Choice<>(chosen, because, null);
    }

    static <T> Choice<T> refused(Problem problem) {
        return new Choice<>(null, "", problem);
    }

    boolean isRefused() {
        return problem != null;
    }

    /** @throws NullPointerException when it was refused */
    T value() {
        return Objects.requireNonNull(chosen, "refused choices have no value");
    }

    Explanation.Decision as(String what, String shown) {
        return new Explanation.Decision(what, shown, because);
    }
}
