package org.harvestxero.console;

import org.harvestxero.console.session.OnceLinks;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a link that lets in once.
 *
 * @param user whom it lets in; empty where the first user is to be made
 * @param chooses whether a password is chosen
 * @param name typed so far
 * @param problem what was wrong with what was typed; empty for nothing
 */
public record EnterView(String key, String user, boolean chooses, String name, String problem) {
    static EnterView of(String key, OnceLinks.Entry entry) {
        @Nullable String user = entry.user();
        return new EnterView(key, user == null ? "" : user, user == null || entry.invites(), "", "");
    }

    EnterView saying(String sentence) {
        return new EnterView(key, user, chooses, name, sentence);
    }

    EnterView named(String typed) {
        return new EnterView(key, user, chooses, typed, problem);
    }
}
