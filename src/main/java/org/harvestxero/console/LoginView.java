package org.harvestxero.console;

import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page that asks for name and password.
 *
 * @param next where to go then, within the console
 * @param page that showed a form whose sending found the session over; empty when none did
 * @param kept what was typed into that form
 * @param name typed so far
 * @param problem what to say; empty for nothing
 */
public record LoginView(String next, String page, Map<String, String> kept, String name, String problem) {
    /** Where forms say which page shows them. */
    static final String PAGE = "_page";

    private static final String KEPT = "kept.";
    private static final String NEXT = "next";
    private static final String HOME = "/today";
    private static final int MOST_FIELDS = 60;
    private static final int LONGEST = 200_000;

    public LoginView {
        kept = Map.copyOf(kept);
    }

    static LoginView to(@Nullable String next) {
        return new LoginView(within(next), "", Map.of(), "", "");
    }

    /** As the login form itself was sent. */
    static LoginView of(MultiMap form) {
        Map<String, String> kept = new LinkedHashMap<>();
        form.forEach(field -> {
            if (field.getKey().startsWith(KEPT)) {
                keep(kept, field.getKey().substring(KEPT.length()), field.getValue());
            }
        });
        String name = form.get("name");
        return new LoginView(
                within(form.get(NEXT)),
                form.get(PAGE) == null ? "" : within(form.get(PAGE)),
                kept,
                name == null ? "" : name.substring(0, Math.min(name.length(), 100)),
                "");
    }

    /** Of a form that came when the session was over. */
    static LoginView keeping(MultiMap form) {
        Map<String, String> kept = typed(form);
        String page = within(form.get(PAGE));
        return new LoginView(
                page, page, kept, "", "Your session has ended. Sign in, and what you typed is there again.");
    }

    /** What was typed into a form, without what the console put there. */
    static Map<String, String> typed(MultiMap form) {
        Map<String, String> kept = new LinkedHashMap<>();
        form.forEach(field -> {
            if (!field.getKey().startsWith("_")) {
                keep(kept, field.getKey(), field.getValue());
            }
        });
        return kept;
    }

    private static void keep(Map<String, String> kept, String name, String value) {
        if (kept.size() < MOST_FIELDS && value.length() <= LONGEST && name.matches("[a-zA-Z][a-zA-Z0-9.-]{0,40}")) {
            kept.putIfAbsent(name, value);
        }
    }

    LoginView saying(String sentence) {
        return new LoginView(next, page, kept, name, sentence);
    }

    /** A place within the console, whatever was given: nobody is led elsewhere by a link to it, or out of the console's own folder. */
    static String within(@Nullable String path) {
        return path != null
                        && path.matches("/[a-z][A-Za-z0-9/_.=&?%+:-]{0,500}")
                        && !path.contains("//")
                        && !path.matches("(?i)[^?]*(\\.|%2e){2}.*")
                ? path
                : HOME;
    }
}
