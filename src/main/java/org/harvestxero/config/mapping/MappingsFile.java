package org.harvestxero.config.mapping;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.Writers;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.expense.ExpensePolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code mappings.yaml} whose rules are in force. Read again while the program runs; a broken one is refused by file, line,
 * key and remedy, and the last good rules stay in force.
 */
public final class MappingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(MappingsFile.class);
    private static final String NAME = "mappings.yaml";

    private final Supplier<Path> file;
    private final @Nullable LastGood lastGood;
    private final MappingsReader reader;
    private volatile MappingRules inForce = MappingRules.NONE;
    private volatile ExpensePolicy expenses = ExpensePolicy.DEFAULT;
    private volatile @Nullable String refusal;
    private @Nullable String lastSeen;

    private MappingsFile(Supplier<Path> file, @Nullable LastGood lastGood) {
        this.file = file;
        this.lastGood = lastGood;
        this.reader = new MappingsReader(file);
    }

    /** What a text of such a file says. */
    public record Said(MappingRules rules, ExpensePolicy expenses) {}

    /** @throws SettingsException when the file is missing or broken; one sentence per mistake */
    public static MappingsFile open(Path file) {
        MappingsFile opened = new MappingsFile(() -> file, null);
        opened.reload();
        return opened;
    }

    /**
     * Opens a file that may have been broken or deleted since it was last in force: its last good version is in force then.
     *
     * @throws SettingsException when it is missing or broken, and no usable version was ever kept; one sentence per mistake
     */
    public static MappingsFile open(Path file, LastGood lastGood) {
        return open(() -> file, lastGood);
    }

    /**
     * The same of a file that may come up later in the home.
     *
     * @throws SettingsException as {@link #open(Path, LastGood)}
     */
    public static MappingsFile open(Supplier<Path> file, LastGood lastGood) {
        MappingsFile opened = new MappingsFile(file, lastGood);
        try {
            opened.reload();
        } catch (SettingsException e) {
            opened.fallBack(lastGood, e);
        }
        return opened;
    }

    private void fallBack(LastGood kept, SettingsException refused) {
        String text = kept.text(NAME).orElseThrow(() -> refused);
        try {
            take(reader.read(text));
        } catch (SettingsException useless) {
            throw refused;
        }
        LOG.error(
                "The mappings are refused, their last good version in {} is in force: {}",
                kept.folder(),
                refused.getMessage());
    }

    /** The rules in force. */
    public MappingRules rules() {
        return inForce;
    }

    /** What the file in force says of expenses. */
    public ExpensePolicy expenses() {
        return expenses;
    }

    private void take(MappingsReader.Content read) {
        inForce = new MappingRules(read.rules());
        expenses = read.expenses();
    }

    /** Why the file as it was last read is not in force; empty when it is. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    public Path file() {
        return file.get();
    }

    /**
     * What a text would say if it were in force; it is not.
     *
     * @throws SettingsException when it can't be used; one sentence per mistake
     */
    public Said read(String text) {
        MappingsReader.Content content = reader.read(text);
        return new Said(new MappingRules(content.rules()), content.expenses());
    }

    /**
     * Reads the file again.
     *
     * @return whether its text is another than at the last try
     * @throws SettingsException when it is missing or broken; the last good rules stay in force
     */
    public synchronized boolean reload() {
        return take(true);
    }

    /**
     * Reads the file again if it is not what it was at the last try, good or bad.
     *
     * @return whether other rules are in force now
     * @throws SettingsException as {@link #reload()}, once for each new content
     */
    public synchronized boolean refresh() {
        return take(false);
    }

    private boolean take(boolean evenIfTheSame) {
        try {
            String before = lastSeen;
            lastSeen = null; // what can't be read is another text than the one that comes after it
            String text = text();
            boolean changed = !text.equals(before);
            lastSeen = text;
            if (changed || evenIfTheSame) {
                take(reader.read(text));
                refusal = null;
                if (lastGood != null) {
                    lastGood.keep(NAME, text);
                }
            }
            return changed;
        } catch (SettingsException e) {
            refusal = e.getMessage();
            throw e;
        }
    }

    /**
     * Its text as it stands on disk now.
     *
     * @throws SettingsException when it can't be read
     */
    public String text() {
        Path file = this.file.get();
        Writers.complaint(file).ifPresent(complaint -> {
            throw new SettingsException(complaint + ".");
        });
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SettingsException(file
                    + " is missing: put back the one that came with the program, or an empty one for no exceptions.");
        } catch (CharacterCodingException e) {
            throw new SettingsException(file + " isn't UTF-8 text: save it in that encoding.");
        } catch (IOException e) {
            throw new SettingsException(file + " can't be read (" + e.getMessage() + "): check its permissions.");
        }
    }
}
