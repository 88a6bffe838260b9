package org.harvestxero.mend;

import java.util.Optional;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Item;
import org.harvestxero.api.AgreementDesk.Terms;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk.Agreed;
import org.harvestxero.billing.Named;
import org.harvestxero.config.yaml.YamlText;
import org.harvestxero.mapping.coding.Gap;
import org.harvestxero.mapping.coding.Gap.Decision;
import org.harvestxero.mapping.coding.RuleKey;

/** Puts another value into an agreement, wherever it names one that does not do; all else stays to the letter. */
final class AgreedValues {
    private static final String CODING = "/coding/";

    private final AgreementDesk agreements;

    AgreedValues(AgreementDesk agreements) {
        this.agreements = agreements;
    }

    /** @throws DecisionException when the agreement does not name it itself, or can't be changed in that place alone */
    Agreed with(Named client, Gap gap, String value) {
        Detail found = agreements.list().stream()
                .filter(item -> isOf(item, client))
                .map(Item::file)
                .flatMap(file -> agreements.find(file).stream())
                .findFirst()
                .orElseThrow(() -> new DecisionException("There is no agreement with " + client.name() + " any more."));
        String file = found.item().file();
        String former = gap.decision().map(Decision::value).orElse("");
        try {
            YamlText before = YamlText.of(found.text());
            YamlText after = before;
            for (int i = 0; after.line(CODING + i).isPresent(); i++) {
                String pointer = pointer(i, gap);
                Optional<String> said = after.value(pointer);
                after = said.filter(former::equals).isPresent() ? after.with(pointer, value) : after;
            }
            if (after.toString().equals(before.toString())) {
                throw new DecisionException("agreements/" + file + " does not name \"" + former
                        + "\" itself: it comes from defaults.yaml, which is changed on the page Rules, below Billing.");
            }
            return new Agreed(file, after.toString(), found.sign());
        } catch (YamlText.UnfitTextException e) {
            throw new DecisionException("agreements/" + file + " can't be changed from here, because " + e.getMessage()
                    + ": change it on the page Agreements, below Billing.");
        }
    }

    private static boolean isOf(Item item, Named client) {
        Terms terms = item.terms();
        return terms != null && client.isCalled(terms.client());
    }

    /** Where a line of the agreement's coding says what the gap is about. */
    private static String pointer(int line, Gap gap) {
        String at = CODING + line + "/";
        String category = gap.place().category();
        if (category != null) {
            return at + "tracking/" + category.replace("~", "~0").replace("/", "~1");
        }
        RuleKey key = gap.place().key();
        return at + (key == RuleKey.ITEM ? "item" : key.key());
    }
}
