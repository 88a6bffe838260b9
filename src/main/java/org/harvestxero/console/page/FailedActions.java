package org.harvestxero.console.page;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.console.session.Session;

/** What people do with failed copies: try them again, or give them up; some, or all of a cause. */
public final class FailedActions {
    /** Asks for the reason once more, of whoever had to sign in again. */
    static final String REASON = FailedPages.LIST + "/reason";

    /** More than these are seen to in the background. */
    private static final int AT_ONCE = 200;

    private static final int MOST = 500_000;
    private static final int MOST_CHOSEN = 100;
    private static final int LONGEST_PAGE = 500;

    private final CopyService copyService;
    private final Tasks tasks;

    FailedActions(Desk desk, Tasks tasks) {
        this.copyService = desk.work().copyService();
        this.tasks = tasks;
    }

    /**
     * Documents somebody wants to give up.
     *
     * @param count in words
     * @param page that shows this, for when the session ends meanwhile
     * @param back where somebody came from
     */
    public record Chosen(String count, List<Long> ids, String page, String back) {
        public Chosen {
            ids = List.copyOf(ids);
        }
    }

    /** Asks for the reason first. */
    Answer askReason(Asked asked) {
        Set<Long> ids = asked.ids("copy");
        if (ids.isEmpty()) {
            throw new DecisionException("Choose documents first.");
        }
        return asksReason(asked, ids, page(asked));
    }

    /** The same page for whoever had to sign in again. */
    Answer askReasonAgain(Asked asked) {
        Set<Long> ids = Asked.ids(List.of(asked.value("copies").orElse("").split("-", MOST_CHOSEN)));
        return ids.isEmpty() ? new Answer.Elsewhere(FailedPages.LIST) : asksReason(asked, ids, FailedPages.LIST);
    }

    private static Answer asksReason(Asked asked, Set<Long> ids, String back) {
        String page = REASON + "?copies=" + ids.stream().map(String::valueOf).collect(Collectors.joining("-"));
        return Answer.shown(
                "failedDiscard",
                "Give up",
                new Chosen(
                        asked.format().count(ids.size(), "document"),
                        List.copyOf(ids),
                        page.length() < LONGEST_PAGE ? page : back,
                        back));
    }

    Answer retry(Asked asked) {
        String who = asked.who();
        return carryOut(
                asked, "Trying again", " will be tried again with the next cycle.", ids -> copyService.retry(ids, who));
    }

    Answer discard(Asked asked) {
        String reason = asked.field("reason")
                .orElseThrow(() -> new DecisionException("Say why it is given up: the reason is kept in the audit."));
        String who = asked.who();
        return carryOut(
                asked,
                "Giving up",
                " given up; nothing is copied any more.",
                ids -> copyService.discard(ids, reason, who));
    }

    private Answer carryOut(Asked asked, String name, String done, Tasks.Step step) {
        Set<Long> ids = meant(asked);
        if (ids.isEmpty()) {
            throw new DecisionException("Nothing was chosen, or it does not stand failed any more.");
        }
        if (ids.size() > AT_ONCE) {
            long task = tasks.start(
                    new Tasks.Work(name + ": " + asked.format().count(ids.size(), "document"), asked.who(), step), ids);
            return new Answer.Elsewhere("/tasks/" + task);
        }
        int count = step.of(ids);
        asked.session()
                .tell(
                        count == 0
                                ? new Session.Notice(
                                        false,
                                        "Nothing was done: it does not stand failed any more. Somebody else may have seen to it.")
                                : new Session.Notice(true, asked.format().count(count, "document") + done));
        return new Answer.Elsewhere(page(asked));
    }

    /** The list somebody came from; a record that is retried no longer stands failed. */
    private static String page(Asked asked) {
        String page = asked.field("back").or(() -> asked.field("_page")).orElse(FailedPages.LIST);
        return page.matches("/failed(\\?[\\w=&%+.-]*)?") ? page : FailedPages.LIST;
    }

    /** All of a cause are those of the list that was seen: what it leaves out, or came to fail since, is not meant. */
    private Set<Long> meant(Asked asked) {
        Set<Long> ids = asked.ids("copy");
        FailedFilter listed = FailedQuery.listed(asked);
        for (long cause : asked.ids("cause")) {
            ids.addAll(copyService.failedIds(listed.ofCause(cause), MOST));
        }
        ids.remove(0L);
        return ids;
    }
}
