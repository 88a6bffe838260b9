package org.harvestxero.config.agreement;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.LiveFile;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.Writers;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;

/** {@code overdue.yaml} and the folder with the words of its mails, both read again while the program runs. */
public final class OverdueFile {
    private static final String ENDING = ".txt";

    private final LiveFile<OverdueRules> file;
    private final Supplier<Path> templates;
    private final StrictReader<OverdueRules> reader;

    /**
     * @param templates folder of the words of mails
     * @param zone where the file names none
     */
    public OverdueFile(
            Supplier<Path> file,
            Supplier<Path> templates,
            LastGood lastGood,
            HolidayBook holidays,
            Supplier<ZoneId> zone) {
        this.templates = templates;
        this.reader = text -> OverdueRules.read(text, new OverdueReader(zone, holidays::of), templateNames());
        this.file = new LiveFile<>(file, lastGood, reader::live);
    }

    /** All that is wrong with a text as this file; nothing where it can be used. */
    public List<Flaw> flaws(String text) {
        return reader.flaws(text);
    }

    /** What is in force. */
    public OverdueRules rules() {
        return file.refresh();
    }

    /** Why the file as it stands is not in force; empty when it is. */
    public Optional<String> refusal() {
        file.refresh();
        return file.refusal();
    }

    /** @throws SettingsException when the words can't be read */
    public String template(String name) {
        Path path = templates.get().resolve(name + ENDING);
        Writers.complaint(path).ifPresent(complaint -> {
            throw new SettingsException(complaint + ".");
        });
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new SettingsException(path + " isn't UTF-8 text: save it in that encoding.");
        } catch (IOException e) {
            throw new SettingsException(
                    path + " can't be read: put it back, or name another template in overdue.yaml.");
        }
    }

    private Set<String> templateNames() {
        Path folder = templates.get();
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(each -> Objects.requireNonNull(each.getFileName()).toString())
                        .filter(each -> each.endsWith(ENDING))
                        .forEach(each -> names.add(each.substring(0, each.length() - ENDING.length())));
            } catch (IOException e) {
                throw new SettingsException(
                        folder + " can't be listed (" + e.getMessage() + "): check its permissions.");
            }
        }
        return names;
    }
}
