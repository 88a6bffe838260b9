package org.harvestxero.agreement;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;

/**
 * A file of rules that there may be.
 *
 * @param name without its folder, such as {@code overdue.yaml}
 * @param about what it says, in a sentence
 * @param place where it lies
 * @param flaws all that is wrong with a text as this file
 * @param schema the resource that explains its words
 */
public record RuleFile(String name, String about, Place place, Function<String, List<Flaw>> flaws, String schema) {
    /**
     * Where it lies.
     *
     * @param counts the file that counts now, which may have come with the program, or be missing
     * @param own the home's own, which is written
     */
    public record Place(Supplier<Path> counts, Path own) {}
}
