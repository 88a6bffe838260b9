package org.harvestxero.copy.failure;

import org.harvestxero.harvest.HarvestUnreadableException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** What a failed call says for itself, short and without secrets. */
public final class FailureText {
    private FailureText() {}

    /** What of a document of Harvest can't be read, without words of the database or of Java. */
    public static String unreadable(RuntimeException failure) {
        if (failure instanceof HarvestUnreadableException field) {
            return "the field " + field.field() + " is " + field.value();
        }
        return failure instanceof DataIntegrityViolationException
                ? "it is larger than anything kept here"
                : words(failure);
    }

    /** What nobody foresaw, without the statement that the database was given. */
    public static String unforeseen(RuntimeException failure) {
        return failure instanceof DataAccessException refused
                ? "the database refused it, "
                        + words(refused.getMostSpecificCause())
                                .lines()
                                .findFirst()
                                .orElse("")
                                .replaceFirst("; SQL statement:$", "")
                : words(failure);
    }

    public static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
