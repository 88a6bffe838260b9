package org.harvestxero.console.page;

import java.util.Optional;
import org.harvestxero.console.session.Session;

/** How far a task of the background has come. */
public final class TaskPage {
    private final Tasks tasks;

    TaskPage(Tasks tasks) {
        this.tasks = tasks;
    }

    /** @param words how many of how many */
    public record View(Tasks.Reading task, String words) {}

    Answer show(Asked asked) {
        return answer(asked, "task");
    }

    /** The part of the page that is fetched again and again. */
    Answer live(Asked asked) {
        return answer(asked, "taskLive");
    }

    private Answer answer(Asked asked, String template) {
        return found(asked)
                .map(task -> Answer.shown(template, task.name(), new View(task, words(task, asked.format()))))
                .orElseGet(() ->
                        Answer.missing("This task ended some time ago, or before the program was started again."));
    }

    private static String words(Tasks.Reading task, ReaderFormat format) {
        return format.number(task.seen()) + " of " + format.number(task.total()) + " seen to, done with "
                + format.number(task.done());
    }

    Answer stop(Asked asked) {
        found(asked).ifPresent(task -> {
            tasks.stop(task.id());
            asked.session().tell(new Session.Notice(true, "It ends after the documents it is at."));
        });
        return new Answer.Elsewhere("/tasks/"
                + asked.value("id").filter(id -> id.matches("\\d{1,9}")).orElse("0"));
    }

    private Optional<Tasks.Reading> found(Asked asked) {
        return asked.value("id").filter(id -> id.matches("\\d{1,9}")).flatMap(id -> tasks.find(Long.parseLong(id)));
    }
}
