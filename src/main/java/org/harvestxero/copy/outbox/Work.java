package org.harvestxero.copy.outbox;

import java.util.List;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;

/** One kind of row and what is to be done with it, such as {@code invoice create}. */
public record Work(Kind kind, Action action) {
    /** All kinds of work; the order they are sent in is that of the routes, which is this one as shipped. */
    public static final List<String> ALL = List.of(
            "contact create",
            "contact update",
            "client update",
            "payment delete",
            "credit-note deallocate",
            "credit-note void",
            "credit-note delete",
            "invoice create",
            "invoice approve",
            "invoice update",
            "invoice void",
            "invoice delete",
            "credit-note create",
            "credit-note approve",
            "credit-note allocate",
            "payment create",
            "supplier create",
            "bill delete",
            "bill create",
            "bill update",
            "spend delete",
            "spend create",
            "spend update");

    public static Work of(String words) {
        String[] parts = words.trim().split(" ", 2);
        return new Work(Kind.of(parts[0]), Action.of(parts[1]));
    }
}
