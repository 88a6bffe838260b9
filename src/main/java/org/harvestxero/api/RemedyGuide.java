package org.harvestxero.api;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.api.MendDesk.Choosing;
import org.harvestxero.reconciliation.Difference;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a failed copy, for people who read of it where they can't act, such as in a mail or a spreadsheet: its page in the
 * console first, where there is one, and the command as the other way.
 */
public final class RemedyGuide {
    private static final String PROGRAM = "harvest-xero ";
    private static final Pattern RETRY = Pattern.compile("failed retry (F\\d{1,18})");

    private final Function<String, Choosing> choosing;
    private final @Nullable String console;

    /**
     * @param choosing what somebody chooses that puts a cause right, by its code
     * @param console where the reader reaches the console, such as {@code https://books.example.com/console}; empty where that is nowhere
     */
    public RemedyGuide(Function<String, Choosing> choosing, Optional<String> console) {
        this.choosing = choosing;
        this.console = console.orElse(null);
    }

    /** Whether there are pages to lead to. */
    public boolean hasPages() {
        return console != null;
    }

    /** What to do, in sentences: in those of the page, where there is one. */
    public String remedy(FailedCopy copy) {
        return console == null
                ? copy.remedy()
                : RemedyText.inConsole(
                        choosing.apply(copy.cause()), copy.remedy(), "on its page", "give it up on its page");
    }

    /** The page on which that is done; empty where there is none. */
    public String page(FailedCopy copy) {
        return copy.id() == 0 ? "" : page("/failed/" + PublicIds.failedCopy(copy.id()));
    }

    /** The page on which a difference is seen to; empty where there is none. */
    public String page(Difference difference) {
        Matcher failed = RETRY.matcher(difference.cause().command());
        if (failed.matches()) {
            return page("/failed/" + failed.group(1));
        }
        Difference.Subject subject = difference.subject();
        return page(
                subject.kind().equals("invoice") && subject.harvest() != null
                        ? "/invoices/" + subject.harvest()
                        : "/sides");
    }

    /** A page of the console; empty where it is off. @param path within the console */
    public String page(String path) {
        return console == null ? "" : console + path;
    }

    /** Whether something is chosen that puts it right, and not done elsewhere. */
    public boolean isChosen(FailedCopy copy) {
        return choosing.apply(copy.cause()) != Choosing.NOTHING;
    }

    /** The command that lists what is chosen from, or tries again what was put right elsewhere; empty where nothing was tried yet. */
    public String command(FailedCopy copy) {
        if (copy.id() == 0) {
            return "";
        }
        String id = PublicIds.failedCopy(copy.id());
        return switch (choosing.apply(copy.cause())) {
            case RULE, CONTACT -> PROGRAM + "failed fix " + id;
            case SIDE -> PROGRAM + "contacts conflicts";
            case NOTHING -> PROGRAM + "failed retry " + id;
        };
    }
}
