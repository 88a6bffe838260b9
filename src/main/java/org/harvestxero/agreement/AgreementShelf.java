package org.harvestxero.agreement;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.Deal;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.RulesDesk;
import org.harvestxero.billrun.ActiveAgreements;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.config.agreement.AgreementWords;
import org.harvestxero.store.ConnectionStore;
import org.jspecify.annotations.Nullable;

/** Agreements in their folder, and every text of them that was saved here. */
public final class AgreementShelf extends TextShelf implements AgreementDesk {
    private static final Label LABEL =
            new Label("", "agreement-made", "agreement-changed", "agreement-not-written", true);
    private static final int MOST_OF_ONE_NAME = 1_000;

    private final ActiveAgreements activeAgreements;
    private final RulesDesk rules;
    private final RulesDesk payRules;
    private final AgreementFolder folder;

    /** @param rules the files of rules beside them @param payRules those that say what people are paid for */
    public AgreementShelf(
            ConnectionStore store, ActiveAgreements activeAgreements, RulesDesk rules, RulesDesk payRules) {
        super(store, LABEL);
        this.activeAgreements = activeAgreements;
        this.rules = rules;
        this.payRules = payRules;
        this.folder = new AgreementFolder(activeAgreements::folder);
    }

    @Override
    public List<Item> list() {
        Map<String, AgreementVersion> inForce = new HashMap<>();
        activeAgreements.refresh().forEach(version -> inForce.put(version.file(), version));
        Map<String, List<Flaw>> flaws = new HashMap<>();
        activeAgreements.refused().forEach(refused -> flaws.put(refused.file(), flaws(refused)));
        Set<String> files = new TreeSet<>(inForce.keySet());
        files.addAll(flaws.keySet());
        return files.stream()
                .map(file -> new Item(file, terms(inForce.get(file)), flaws.getOrDefault(file, List.of())))
                .toList();
    }

    private static @Nullable Terms terms(@Nullable AgreementVersion version) {
        return version == null
                ? null
                : new Terms(
                        version.client(),
                        version.start(),
                        version.end().orElse(null),
                        version.every(),
                        version.kinds(),
                        version.isShadow());
    }

    private static List<Flaw> flaws(AgreementRefusedException refused) {
        return refused.flaws().stream()
                .map(flaw -> new Flaw(flaw.line(), flaw.reason()))
                .toList();
    }

    @Override
    public Optional<Detail> find(String file) {
        return AgreementFolder.isName(file) ? detail(file, folder.file(file).read()) : Optional.empty();
    }

    @Override
    TextFile counting(String file) {
        return folder.file(file);
    }

    @Override
    TextFile written(String file) {
        return folder.file(file);
    }

    @Override
    Optional<Detail> detail(String file, Optional<FileText> found) {
        return found.map(text -> new Detail(item(file), text.shown(), text.sign()));
    }

    private Item item(String file) {
        return list().stream()
                .filter(each -> each.file().equals(file))
                .findFirst()
                .orElseGet(() -> new Item(file, null, List.of()));
    }

    @Override
    public List<Flaw> check(String file, String text) {
        AgreementFolder.check(file);
        AgreementFolder.checkLength(text);
        try {
            activeAgreements.tried(file, text);
            return List.of();
        } catch (AgreementRefusedException e) {
            return e.file().equals(file)
                    ? flaws(e)
                    : List.of(new Flaw(1, e.file() + " can't be used, on which this rests: " + e.words()));
        }
    }

    @Override
    public RulesDesk rules() {
        return rules;
    }

    @Override
    public RulesDesk payRules() {
        return payRules;
    }

    @Override
    public List<Word> words(String file) {
        return SchemaWords.of(AgreementWords.all());
    }

    @Override
    public Drafted write(Deal deal) {
        String client = deal.party().client();
        activeAgreements.refresh().stream()
                .filter(version -> version.client().equals(client))
                .findFirst()
                .ifPresent(version -> {
                    throw new DecisionException(client + " has an agreement already: change " + version.file()
                            + " on the page Agreements instead.");
                });
        return new Drafted(freeName(client), DealText.of(deal));
    }

    /** Such as {@code sample-bakery.yaml}. */
    private String freeName(String client) {
        String plain = Normalizer.normalize(client, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String name = plain.isEmpty() ? "client" : plain.substring(0, Math.min(60, plain.length()));
        if (name.equals("defaults")) {
            name = "client-defaults";
        }
        for (int i = 1; i < MOST_OF_ONE_NAME; i++) {
            String file = i == 1 ? name + ".yaml" : name + "-" + i + ".yaml";
            if (folder.file(file).read().isEmpty()) {
                return file;
            }
        }
        throw new DecisionException("There are too many files called " + name + " already.");
    }
}
