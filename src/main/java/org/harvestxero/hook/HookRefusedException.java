package org.harvestxero.hook;

/** What a hook talks to did not take an event. */
public final class HookRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    HookRefusedException(String message) {
        super(message);
    }
}
