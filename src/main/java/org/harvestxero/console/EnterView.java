package org.harvestxero.console;

import org.jspecify.annotations.Nullable;

/**
 * The page behind a link that lets in once.
 *
 * @param user whom it lets in; empty where the first user is to be made
 * @param name typed so far
 * @param problem what was wrong with what was typed; empty for nothing
 */
public record EnterView(String key, String user, String name, String problem) {
    static EnterView of(String key, @Nullable String user) {
        return new EnterView(key, user == null ? "" : user, "", "");
    }

    EnterView saying(String sentence) {
        return new EnterView(key, user, name, sentence);
    }

    EnterView named(String typed) {
        return new EnterView(key, user, typed, problem);
    }
}
