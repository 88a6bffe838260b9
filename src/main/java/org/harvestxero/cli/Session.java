package org.harvestxero.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.Engine;

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

    /** Another engine in the place of this process's own, with its settings read anew. @param mode asked once they are */
    default Engine again(Supplier<Engine.Mode> mode) {
        throw new IllegalStateException("Another process runs the engine");
    }

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
        out().println(JsonOutput.text(json));
    }

    default void print(String text) {
        out().print(text);
    }

    /** In which days begin: the engine's, or before there is one the configured time zone, or else this machine's. */
    default ZoneId zone() {
        return zone(settings());
    }

    private ZoneId zone(Settings settings) {
        return begun().map(Engine::zone).orElseGet(settings::zoneHere);
    }

    /** The engine, if it is there already. */
    Optional<Engine> begun();

    /** Text for people, in the same zone. */
    default TextOutput textOutput() {
        return texts(settings());
    }

    default TextOutput texts(Settings settings) {
        return new TextOutput(zone(settings), clock().instant());
    }
}
