package org.harvestxero.hook;

import org.jspecify.annotations.Nullable;

/** Nobody listens there any more (410): to tell it again is in vain. */
public final class HookGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    HookGoneException(String message) {
        super(message);
    }

    static boolean isIn(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof HookGoneException) {
                return true;
            }
        }
        return false;
    }
}
