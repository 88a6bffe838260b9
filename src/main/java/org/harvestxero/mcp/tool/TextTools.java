package org.harvestxero.mcp.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.DecisionException;
import org.harvestxero.console.user.Right;

/** Gives texts whole, for resources; no tools of their own. */
public final class TextTools {
    private static final Shape TEXT = Shape.object().with("text", Shape.words("The text."));

    private TextTools() {}

    /** @param agreements asked at each call */
    public static Tool agreement(AgreementDesk agreements) {
        return made(
                "agreement",
                Shape.object().with("file", Shape.wanted("Name of the file.")),
                given -> agreements
                        .find(given.needed("file"))
                        .map(AgreementDesk.Detail::text)
                        .orElseThrow(
                                () -> new DecisionException(
                                        "There is no agreement in a file of that name: billing_periods tells those there are.")));
    }

    /** @param file read at each call */
    public static Tool mappings(Path file) {
        return made("mappings", Shape.object(), given -> {
            try {
                return Files.exists(file) ? Files.readString(file) : "";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Tool made(String name, Shape takes, Function<Arguments, String> text) {
        return new Made(
                new Tool.Card("resource " + name, name, name, Right.SEE, Tool.Effect.READS, takes, TEXT),
                (given, caller) -> new Tool.Reply(
                        new Told(caller.zone()).words("text", text.apply(given)).fields(), 1));
    }
}
