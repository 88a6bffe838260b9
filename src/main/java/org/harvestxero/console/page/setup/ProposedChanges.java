package org.harvestxero.console.page.setup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.config.SettingsFile;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.session.Tokens;

/**
 * Changes of settings that were shown to somebody, who has not said yes. They wait here and not in the page, since they may hold secrets.
 * Safe for several threads.
 */
final class ProposedChanges {
    private static final int MOST = 20;

    private final Map<String, Proposed> waiting = new LinkedHashMap<>();

    /** @param page where it was asked for, within the console */
    record Proposed(String session, SettingsFile.Change change, String page) {}

    /** Gives the key to take it by. */
    synchronized String keep(Session session, SettingsFile.Change change, String page) {
        if (waiting.size() >= MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        String key = Tokens.next();
        waiting.put(key, new Proposed(session.id(), change, page));
        return key;
    }

    /** Once, and by whoever it was shown to. */
    synchronized Optional<Proposed> take(Session session, String key) {
        Proposed found = waiting.get(key);
        if (found == null || !found.session().equals(session.id())) {
            return Optional.empty();
        }
        waiting.remove(key);
        return Optional.of(found);
    }
}
