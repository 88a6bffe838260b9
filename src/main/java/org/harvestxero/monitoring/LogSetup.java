package org.harvestxero.monitoring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.route.RouteLog;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Sends log lines to standard error: ours from {@code log.level} up, those of libraries only when something is wrong. Logback finds it as
 * a service, which saves parsing an XML file at every start; {@code -Dlogback.configurationFile} still wins.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String APPENDER = "lines";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LogLine line = new LogLine();
        line.setContext(context);
        line.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName(APPENDER);
        console.setTarget("System.err");
        console.setEncoder(line);
        console.start();
        context.getLogger("ROOT").setLevel(Level.WARN);
        context.getLogger("ROOT").addAppender(console);
        context.getLogger("org.harvestxero").setLevel(Level.INFO);
        // What ends a stage on purpose, thrown on by what sees to failed writes: the stage reports it.
        context.getLogger("org.apache.camel.processor.FatalFallbackErrorHandler")
                .setLevel(Level.OFF);
        // What a route logs on purpose is meant to be read.
        context.getLogger(RouteLog.CATEGORY).setLevel(Level.INFO);
        // Warns at every start that H2 is newer than the versions it was tested with; our own tests run on this one.
        context.getLogger("org.flywaydb").setLevel(Level.ERROR);
        // Warns of each idle connection that the server or a firewall closed, although a new one is opened at once.
        context.getLogger("com.zaxxer.hikari.pool.PoolBase").setLevel(Level.ERROR);
        // Reports at this level a trigger whose work failed, which nothing else reports.
        context.getLogger("org.quartz.core.JobRunShell").setLevel(Level.INFO);
        // Repeats what it throws, also for route files that are only being checked.
        context.getLogger("org.apache.camel.impl.engine.AbstractCamelContext").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Applies {@code log.format} and {@code log.level}, and blanks the secrets of these settings from now on. */
    public static void apply(Settings settings) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)
                || !(context.getLogger("ROOT").getAppender(APPENDER) instanceof ConsoleAppender<ILoggingEvent> console)
                || !(console.getEncoder() instanceof LogLine line)) {
            return;
        }
        Level level = Level.toLevel(settings.text("log.level"));
        line.set(settings.text("log.format").equals("json"), level == Level.DEBUG, settings.secrets());
        context.getLogger("org.harvestxero").setLevel(level);
        context.getLogger(RouteLog.CATEGORY).setLevel(level == Level.DEBUG ? level : Level.INFO);
    }
}
