package org.harvestxero.runtime.route;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the text of a route file shows without being parsed. */
final class RouteText {
    private static final Pattern TOP = Pattern.compile("(?m)^(?![ \\t#\\r\\n]|$).*$");
    private static final Pattern ROUTE = Pattern.compile("- +[\"']?(route|from|templatedRoute)[\"']?:.*|---.*");

    private RouteText() {}

    /**
     * Whether other files may use what this one declares: route configurations, templates, beans, anything but plain routes. In
     * doubt, yes.
     */
    static boolean shared(@Nullable String text) {
        if (text == null) {
            return false;
        }
        Matcher top = TOP.matcher(text);
        while (top.find()) {
            if (!ROUTE.matcher(top.group()).matches()) {
                return true;
            }
        }
        return false;
    }
}
