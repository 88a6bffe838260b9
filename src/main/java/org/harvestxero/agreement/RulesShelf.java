package org.harvestxero.agreement;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Flaw;
import org.harvestxero.api.AgreementDesk.Item;
import org.harvestxero.api.AgreementDesk.Word;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.RulesDesk;
import org.harvestxero.config.agreement.AgreementWords;
import org.harvestxero.store.ConnectionStore;

/** Files of rules beside the agreements. While the one that came with the program counts, a change makes one of the home's own. */
public final class RulesShelf extends TextShelf implements RulesDesk {
    /** No agreement's file is called so. */
    private static final Label LABEL = new Label("rules/", "rules-changed", "rules-changed", "rules-not-written", true);
    /** What somebody writes beside pay data may be pay data, too. */
    private static final Label PAY = new Label("pay/", "rules-changed", "rules-changed", "rules-not-written", false);

    private final List<RuleFile> files;

    private RulesShelf(ConnectionStore store, Label label, List<RuleFile> files) {
        super(store, label);
        this.files = List.copyOf(files);
    }

    public RulesShelf(ConnectionStore store, List<RuleFile> files) {
        this(store, LABEL, files);
    }

    /** Files that say what people are paid for. */
    public static RulesShelf ofPay(ConnectionStore store, List<RuleFile> files) {
        return new RulesShelf(store, PAY, files);
    }

    @Override
    public List<Listed> list() {
        return files.stream()
                .map(file -> new Listed(
                        file.name(),
                        file.about(),
                        standing(file),
                        counting(file)
                                .read()
                                .map(text -> flaws(file, text.shown()))
                                .orElse(List.of())))
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

    private static TextFile counting(RuleFile file) {
        return new TextFile(file.place().counts().get(), file.name());
    }

    @Override
    TextFile counting(String name) {
        return counting(known(name));
    }

    @Override
    TextFile written(String name) {
        return new TextFile(known(name).place().own(), name);
    }

    /** A file that isn't there yet is an empty one. */
    @Override
    public Optional<Detail> find(String name) {
        return named(name).map(file -> detail(file, counting(file).read()));
    }

    @Override
    Optional<Detail> detail(String name, Optional<FileText> text) {
        return Optional.of(detail(known(name), text));
    }

    private static Detail detail(RuleFile file, Optional<FileText> found) {
        String text = found.map(FileText::shown).orElse("");
        return new Detail(
                new Item(file.name(), null, found.isPresent() ? flaws(file, text) : List.of()), text, sign(found));
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
}
