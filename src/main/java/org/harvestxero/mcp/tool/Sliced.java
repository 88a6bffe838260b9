package org.harvestxero.mcp.tool;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.harvestxero.api.DecisionException;

/** Tells a list that is small enough to be held, page by page. */
public final class Sliced {
    private static final Pattern PLACE = Pattern.compile("\\d{1,9}");

    private Sliced() {}

    public static <T> Tool.Reply of(
            List<T> all, Arguments given, Caller caller, String name, Function<T, Map<String, Object>> each) {
        String after = given.text("after");
        if (!after.isEmpty() && !PLACE.matcher(after).matches()) {
            throw new DecisionException("after is the word that an earlier answer gave as next.");
        }
        int from = Math.min(after.isEmpty() ? 0 : Integer.parseInt(after), all.size());
        int to = Math.min(from + given.most(caller), all.size());
        Told told = new Told(caller.zone())
                .list(name, all.subList(from, to), each)
                .words("next", to < all.size() ? String.valueOf(to) : null);
        return new Tool.Reply(told.fields(), to - from);
    }
}
