package org.harvestxero.mapping.coding;

import java.util.Objects;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Something decided with its reason, or why it could not be decided. */
public record Choice<T>(
        @Nullable T chosen, String because, @Nullable Problem problem) {
    public static <T> Choice<T> of(T chosen, String because) {
        return new Choice<>(chosen, because, null);
    }

    public static <T> Choice<T> refused(Problem problem) {
        return new Choice<>(null, "", problem);
    }

    public boolean isRefused() {
        return problem != null;
    }

    /** @throws NullPointerException when it was refused */
    public T value() {
        return Objects.requireNonNull(chosen, "refused choices have no value");
    }

    public Explanation.Decision as(String what, String shown) {
        return new Explanation.Decision(what, shown, because);
    }
}
