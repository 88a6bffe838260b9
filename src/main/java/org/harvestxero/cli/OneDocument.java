package org.harvestxero.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command with {@code --json} writes to standard output: one JSON document, whatever becomes of the command. Its own is kept
 * back until it has ended, since half of one helps nobody; where there is no whole one, a document says why, in the words that went to
 * standard error. Each object holds the exit code.
 */
final class OneDocument {
    private static final String EXIT = "exit";
    private static final int FAILED = 3;
    private static final JsonFactory READER = new JsonFactory();

    private final PrintStream out;
    private final PrintStream err;
    private final SpillBuffer written = new SpillBuffer();
    private final ToldWords said = new ToldWords();
    private final PrintStream keptOut = new PrintStream(written, false, StandardCharsets.UTF_8);
    private final PrintStream toldErr;
    private boolean ended;

    OneDocument(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        this.toldErr = new PrintStream(new TeeStream(err, said), true, StandardCharsets.UTF_8);
    }

    /** Whether the line asks for JSON, right or wrong as it may be otherwise. */
    static boolean isAskedBy(List<String> arguments) {
        int end = arguments.contains("--") ? arguments.indexOf("--") : arguments.size();
        return arguments.subList(0, end).stream()
                .anyMatch(argument -> argument.equals("--json") || argument.equals("--json=true"));
    }

    /** Where the command prints. */
    PrintStream out() {
        return keptOut;
    }

    /** Where it tells people; they see it at once. */
    PrintStream err() {
        return toldErr;
    }

    /** Writes the document, unless that was done before, and gives the code to end with. */
    synchronized int end(int exit) {
        if (ended) {
            return exit;
        }
        ended = true;
        keptOut.flush();
        toldErr.flush();
        try {
            Shape shape = shape();
            if (shape == null) {
                instead(exit);
            } else {
                copy(shape, exit);
            }
        } catch (IOException e) {
            err.println("The answer could not be kept until it was whole (" + e + ").");
            out.println(
                    JsonOutput.text(failure(FAILED, "The answer could not be kept until it was whole (" + e + ").")));
            return FAILED;
        } finally {
            written.forget();
        }
        out.flush();
        if (out.checkError()) {
            err.println("Standard output took no answer; the command itself ended with exit code " + exit + ".");
            return Math.max(exit, FAILED);
        }
        return exit;
    }

    /** @param object whether it is one, else another value */
    private record Shape(boolean object, boolean empty, boolean tellsExit) {}

    /** That of the one document that was written; null when there is none, only a part, or more than it. */
    private @Nullable Shape shape() throws IOException {
        try (InputStream in = written.read();
                JsonParser parser = READER.createParser(in)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            if (parser.currentToken() == null || parser.currentToken().isScalarValue()) {
                return null;
            }
            boolean empty = true;
            boolean tells = false;
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return null;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                empty = empty && depth == 0;
                tells = tells || (depth == 1 && token == JsonToken.FIELD_NAME && EXIT.equals(parser.currentName()));
            }
            return parser.nextToken() == null ? new Shape(object, empty, tells) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private void copy(Shape shape, int exit) throws IOException {
        long length = shape.object() && !shape.tellsExit() ? written.lengthBefore('}') : written.length();
        try (InputStream in = written.read()) {
            byte[] part = new byte[8192];
            for (long left = length; left > 0; ) {
                int read = in.read(part, 0, (int) Math.min(part.length, left));
                if (read < 0) {
                    throw new IOException("what was kept is shorter than it was");
                }
                out.write(part, 0, read);
                left -= read;
            }
        }
        if (shape.object() && !shape.tellsExit()) {
            out.println((shape.empty() ? "" : ",") + "\n  \"" + EXIT + "\" : " + exit + "\n}");
        }
    }

    private void instead(int exit) throws IOException {
        if (exit == 0) {
            try (InputStream in = written.read()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                out.println(JsonOutput.text(
                        JsonOutput.object().put("text", text.strip()).put(EXIT, exit)));
            }
            return;
        }
        out.println(JsonOutput.text(failure(exit, said.words())));
    }

    private static ObjectNode failure(int exit, String words) {
        return JsonOutput.object()
                .put("error", words.isEmpty() ? "The command ended before it had said anything." : words)
                .put(EXIT, exit);
    }
}
