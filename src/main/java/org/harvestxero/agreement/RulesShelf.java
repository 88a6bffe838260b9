package org.harvestxero.agreement;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.AgreementDesk.Change;
import org.harvestxero.api.AgreementDesk.Changed;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Done;
import org.harvestxero.api.AgreementDesk.Flaw;
import org.harvestxero.api.AgreementDesk.Item;
import org.harvestxero.api.AgreementDesk.Saved;
import org.harvestxero.api.AgreementDesk.Version;
import org.harvestxero.api.AgreementDesk.Word;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.RulesDesk;
import org.harvestxero.config.Home;
import org.harvestxero.config.Writers;
import org.harvestxero.config.agreement.AgreementWords;
import org.harvestxero.store.ConnectionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of rules beside the agreements. While the one that came with the program counts, a change makes one of the home's own. */
public final class RulesShelf implements RulesDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RulesShelf.class);
    /** Before the names of files whose texts are kept: no agreement's file is called so. */
    private static final String KEPT_AS = "rules/";

    private final ConnectionStore store;
    private final SavedTexts saved;
    private final List<RuleFile> files;

    public RulesShelf(ConnectionStore store, List<RuleFile> files) {
        this.store = store;
        this.saved = new SavedTexts(store);
        this.files = List.copyOf(files);
    }

    @Override
    public List<Listed> list() {
        return files.stream()
                .map(file -> new Listed(
                        file.name(),
                        file.about(),
                        standing(file),
                        read(file).map(text -> flaws(file, text.shown())).orElse(List.of())))
                .toList();
    }

    private static Standing standing(RuleFile file) {
        if (Files.exists(file.place().own())) {
            return Standing.OWN;
        }
        return Files.exists(file.place().counts().get()) ? Standing.SHIPPED : Standing.NONE;
    }

    private static List<Flaw> flaws(RuleFile file, String text) {
        return file.flaws().apply(text).stream()
                .map(flaw -> new Flaw(flaw.line(), flaw.reason()))
                .toList();
    }

    private Optional<RuleFile> named(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    private RuleFile known(String name) {
        return named(name)
                .orElseThrow(() -> new DecisionException("There is no file of rules called \"" + name + "\"."));
    }

    /** @throws DecisionException when it can't be read as text */
    private static Optional<FileText> read(RuleFile file) {
        try {
            return Optional.of(
                    new FileText(Files.readString(file.place().counts().get())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new DecisionException(file.name() + " is no text in UTF-8: change it on the machine itself.");
        } catch (IOException e) {
            throw new DecisionException(file.name() + " can't be read (" + e.getMessage() + ").");
        }
    }

    /** A file that isn't there yet is an empty one. */
    @Override
    public Optional<Detail> find(String name) {
        return named(name).map(file -> detail(file, read(file)));
    }

    private static Detail detail(RuleFile file, Optional<FileText> found) {
        String text = found.map(FileText::shown).orElse("");
        return new Detail(
                new Item(file.name(), null, found.isPresent() ? flaws(file, text) : List.of()), text, sign(found));
    }

    private static String sign(Optional<FileText> found) {
        return found.map(FileText::sign).orElse(AgreementDesk.NONE);
    }

    @Override
    public List<Flaw> check(String name, String text) {
        AgreementFolder.checkLength(text);
        return flaws(known(name), text);
    }

    @Override
    public List<Word> words(String name) {
        return SchemaWords.of(AgreementWords.of(known(name).schema()));
    }

    /** One after the other: what is saved is written over the file that was looked at. */
    @Override
    public synchronized Saved save(Change change, String who) {
        RuleFile file = known(change.file());
        check(file.name(), change.text()).stream().findFirst().ifPresent(flaw -> {
            throw new DecisionException("It can't be saved as it is: line " + flaw.line() + ", " + flaw.reason() + ".");
        });
        Optional<FileText> before = read(file);
        if (!sign(before).equals(change.seen())) {
            return new Changed(detail(file, before));
        }
        FileText after = before.orElseGet(() -> new FileText("")).become(change.text());
        if (before.filter(after::equals).isPresent()) {
            throw new DecisionException("Nothing was changed: the file says so already.");
        }
        String kept = KEPT_AS + file.name();
        store.decide(() -> {
            saved.record(kept, change, before, after, who);
            saved.tell(kept, who, "rules-changed", file.name() + ": " + change.reason());
        });
        write(file, after, who);
        return new Done(detail(file, Optional.of(after)));
    }

    private void write(RuleFile file, FileText text, String who) {
        Path own = file.place().own();
        try {
            Path folder = Objects.requireNonNull(own.toAbsolutePath().getParent());
            Optional<String> loose = Writers.complaint(folder);
            if (loose.isPresent()) {
                throw new IOException(loose.get());
            }
            Files.createDirectories(folder);
            Home.replace(own, text.raw(), Home.permissions(own));
        } catch (IOException e) {
            LOG.warn("{} can't be written", own, e);
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            store.decide(() -> saved.tell(KEPT_AS + file.name(), who, "rules-not-written", file.name() + ": " + why));
            throw new DecisionException(file.name() + " can't be written by this process (" + why
                    + "): let it write there, or change the file on the machine itself.");
        }
    }

    @Override
    public List<Version> versions(String name, long before, int most) {
        return named(name)
                .map(file -> saved.versions(KEPT_AS + file.name(), before, most))
                .orElse(List.of());
    }

    @Override
    public Optional<Version> version(String name, long id) {
        return named(name).flatMap(file -> saved.version(KEPT_AS + file.name(), id));
    }
}
