package org.harvestxero.mapping.coding;

import java.util.Optional;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Item;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Which Xero item a line names, if any (ruling 11): only one that exists, is sold and isn't counted as inventory. */
public final class ItemChoice {
    /** Xero's item codes are no longer than this. */
    static final int CODE_LENGTH = 30;

    private final MappingContext context;

    public ItemChoice(MappingContext context) {
        this.context = context;
    }

    /** Empty when the line names no item. */
    Choice<Optional<Item>> of(RuleFacts facts, String kind) {
        Optional<Ruling> rule = context.rules().decide(facts, MappingRule.Use::itemCode);
        if (rule.isPresent()) {
            return byRule(rule.get());
        }
        Optional<Item> item = ofKind(context.xero(), kind).filter(ItemChoice::mayBeNamed);
        return Choice.of(
                item,
                item.isPresent() ? "its code is the line's kind" : "no sellable item has the line's kind as its code");
    }

    /** Of a line that an agreement made: what it names comes first. */
    public Choice<Optional<Item>> of(RuleFacts facts, String kind, @Nullable String agreed) {
        return agreed == null ? of(facts, kind) : byRule(new Ruling(agreed, Ruling.AGREEMENT));
    }

    private Choice<Optional<Item>> byRule(Ruling rule) {
        Optional<Item> item = context.xero().item(rule.value()).filter(ItemChoice::mayBeNamed);
        return item.isPresent()
                ? Choice.of(item, rule.by())
                : Choice.refused(Problem.of(FailureCode.ITEM_UNKNOWN, rule.value()));
    }

    /** The item whose code is the Harvest line kind, cut to Xero's length. */
    static Optional<Item> ofKind(XeroSettings xero, String kind) {
        return xero.item(Texts.cut(kind.strip(), CODE_LENGTH).strip());
    }

    public static boolean mayBeNamed(Item item) {
        return item.sold() && !item.inventoryTracked();
    }
}
