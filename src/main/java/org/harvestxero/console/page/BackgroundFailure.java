package org.harvestxero.console.page;

import org.harvestxero.api.DecisionException;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.config.Redaction;
import org.harvestxero.config.SettingsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why something in the background came to nothing, for the person who asked for it. */
public final class BackgroundFailure {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundFailure.class);

    private BackgroundFailure() {}

    /** What is meant for people is told in its own words; all else goes to the log. @param name of what was done, for the log */
    public static String words(String name, Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DecisionException
                    || cause instanceof SettingsException
                    || cause instanceof SideException
                    || cause instanceof StoppedException) {
                return Redaction.of(String.valueOf(cause.getMessage()));
            }
        }
        LOG.warn("{} came to nothing", name, failure);
        return Trouble.ofDatabase(failure)
                .map(Trouble::message)
                .orElse("It came to nothing; the log says why. Try again.");
    }
}
