package org.harvestxero.console;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page that asks for name and password.
 *
 * @param next where to go then, within the console
 * @param page that showed a form whose sending found the session over; empty when none did
 * @param action where that form led, within the console
 * @param kept what was typed into that form
 * @param name typed so far
 * @param problem what to say; empty for nothing
 */
public record LoginView(
        String next, String page, String action, Map<String, List<String>> kept, String name, String problem) {
    /** Where forms say which page shows them. */
    static final String PAGE = "_page";

    private static final String ACTION = "_action";
    private static final String KEPT = "kept.";
    private static final String NEXT = "next";
    private static final String HOME = "/today";
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_LETTERS = 230_000;

    public LoginView {
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    }

    static LoginView to(@Nullable String next) {
        return new LoginView(within(next), "", "", Map.of(), "", "");
    }

    /** As the login form itself was sent. */
    static LoginView of(MultiMap form) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        form.forEach(field -> {
            if (field.getKey().startsWith(KEPT)) {
                fields.add(field.getKey().substring(KEPT.length()), field.getValue());
            }
        });
        String name = form.get("name");
        return new LoginView(
                within(form.get(NEXT)),
                form.get(PAGE) == null ? "" : within(form.get(PAGE)),
                form.get(ACTION) == null ? "" : within(form.get(ACTION)),
                typed(fields),
                name == null ? "" : name.substring(0, Math.min(name.length(), 100)),
                "");
    }

    /**
     * Of a form that came when the session was over.
     *
     * @param page that showed it
     * @param action where it led
     */
    static LoginView keeping(String page, String action, MultiMap form) {
        return new LoginView(
                page,
                page,
                within(action),
                typed(form),
                "",
                "Your session has ended. Sign in, and what you typed is there again.");
    }

    /** What was typed into a form, without what the console put there and what must not be kept, such as passwords. */
    static Map<String, List<String>> typed(MultiMap form) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        int[] left = {MOST_VALUES, MOST_LETTERS};
        form.forEach(field -> {
            if (field.getKey().matches("[a-zA-Z][a-zA-Z0-9._-]{0,60}")) {
                left[0]--;
                left[1] -= field.getValue().length();
                if (left[0] >= 0 && left[1] >= 0) {
                    kept.computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                            .add(field.getValue());
                }
            }
        });
        return kept;
    }

    /** The page a form was on: as the form itself says, else as the browser does. @param referer the header of that name */
    static String page(MultiMap form, @Nullable String referer) {
        String said = form.get(PAGE);
        if (said == null && referer != null) {
            int at = referer.indexOf(Console.PATH + "/");
            said = at < 0 ? null : referer.substring(at + Console.PATH.length());
        }
        return within(said);
    }

    LoginView saying(String sentence) {
        return new LoginView(next, page, action, kept, name, sentence);
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
