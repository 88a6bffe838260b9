package org.harvestxero.console.page;

import java.io.IOException;
import java.io.OutputStream;

/** What a page answers. */
public sealed interface Answer {
    int OK = 200;
    int NOT_FOUND = 404;
    int CONFLICT = 409;

    /**
     * A view, shown by the template of its name.
     *
     * @param template such as {@code today}
     * @param title of the browser's window
     */
    record Shown(String template, String title, Object view, int status) implements Answer {}

    /** Another page of the console, after something was carried out. @param path within the console */
    record Elsewhere(String path) implements Answer {}

    /** A file to keep. */
    record Download(String name, String mediaType, Writer writer) implements Answer {}

    /** Writes the file, piece by piece. */
    @FunctionalInterface
    interface Writer {
        void to(OutputStream out) throws IOException;
    }

    static Answer shown(String template, String title, Object view) {
        return new Shown(template, title, view, OK);
    }

    /** There is no such thing. @param sentence what there is not, and what to do */
    static Answer missing(String sentence) {
        return new Shown("message", "Not found", new Message("Not found", sentence, ""), NOT_FOUND);
    }

    /**
     * A page that says one thing.
     *
     * @param remedy what to do; empty for nothing
     * @param back the page that was left with something typed, within the console; empty for none
     */
    record Message(String title, String sentence, String remedy, String back) {
        public Message(String title, String sentence, String remedy) {
            this(title, sentence, remedy, "");
        }

        /** The same, with the page on which what was typed stands again. */
        public Message backTo(String page) {
            return new Message(title, sentence, remedy, page);
        }
    }
}
