package org.harvestxero.store.database;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;

/** A database that can't be worked with as it is; nothing was made in it. */
public final class UnfitDatabaseException extends RuntimeException {
    private final String remedy;
    private final boolean passing;

    /**
     * @param problem what is wrong, without a full stop
     * @param remedy what to do, a sentence that names the settings
     * @param passing true when it may go by itself, so that starting again later helps
     */
    UnfitDatabaseException(String problem, String remedy, boolean passing) {
        super(problem);
        this.remedy = remedy;
        this.passing = passing;
    }

    /** What PostgreSQL's refusal asks for. */
    static UnfitDatabaseException of(SQLException refusal, String user) {
        UnfitDatabaseException unfit = of(DatabaseTrouble.line(refusal), refusal, user);
        unfit.initCause(refusal);
        return unfit;
    }

    /** What a migration that failed asks for. */
    public static RuntimeException of(FlywayException failure, String user) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal) {
                return of(refusal, user);
            }
        }
        return failure;
    }

    private static UnfitDatabaseException of(String words, SQLException refusal, String user) {
        String state = refusal.getSQLState() == null ? "" : refusal.getSQLState();
        return switch (state) {
            case "28000", "28P01", "08004" ->
                new UnfitDatabaseException(words, "check database.user and database.password.", false);
            case "3D000" -> new UnfitDatabaseException(words, "make it, or correct its name in database.url.", false);
            case "42501" ->
                new UnfitDatabaseException(
                        words,
                        "give database.user (" + user + ") that right, or name one who has it with database.user.",
                        false);
            case "25006" ->
                new UnfitDatabaseException(
                        words, "name the primary server, which takes writes, in database.url.", false);
            case "53300" ->
                new UnfitDatabaseException(
                        words,
                        "the server has no connection left for us; raise its limit, or start again later.",
                        true);
            case "57P03", "57P01", "57P02" ->
                new UnfitDatabaseException(words, "the server is starting or stopping; start again later.", true);
            case "08001", "08006", "08000", "08003" ->
                new UnfitDatabaseException(
                        words, "check that the server runs, and its host and port in database.url.", true);
            default ->
                new UnfitDatabaseException(
                        words,
                        "check database.url, database.user and database.password, and that the server runs.",
                        false);
        };
    }

    public String remedy() {
        return remedy;
    }

    /** Whether it may go by itself. */
    public boolean isPassing() {
        return passing;
    }
}
