package org.harvestxero.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.harvestxero.operations.Engine;
import org.harvestxero.settings.Home;
import org.harvestxero.settings.Settings;

/** What one command works with: where it prints, who asked, and the engine, its own or the running one. */
interface Session {
    PrintStream out();

    PrintStream err();

    Clock clock();

    /** The person's name for the audit. */
    String who();

    Home home();

    Settings settings();

    /** The engine, started as far as asked for; a running process gives its own whatever the mode. */
    Engine engine(Engine.Mode mode);

    /** What the person at the terminal answers; empty when there is none. */
    default Optional<String> ask(String question) {
        return Optional.empty();
    }

    /** Opens a page in the person's browser, if there is one here. */
    void browse(URI page);

    /** Says where a page is and opens it; the address helps where there is no browser, or another one. */
    default void show(URI page) {
        err().println("Page: " + page);
        err().flush();
        browse(page);
    }

    default void print(JsonNode json) {
        out().println(Json.text(json));
    }

    default void print(String text) {
        out().print(text);
    }

    /** The configured time zone, or else this machine's. */
    default ZoneId zone() {
        return settings().zone("time-zone").orElseGet(ZoneId::systemDefault);
    }

    /** Text for people, in the configured time zone or else this machine's. */
    default Texts texts() {
        return texts(settings());
    }

    default Texts texts(Settings settings) {
        return new Texts(settings.zone("time-zone").orElseGet(ZoneId::systemDefault), clock().instant());
    }
}
