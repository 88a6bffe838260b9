package org.harvestxero.copying;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.harvestxero.ledger.CachedAnswers.Cached;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.mapping.CopyOptions;
import org.harvestxero.mapping.MappingContext;
import org.harvestxero.mapping.MappingRules;
import org.harvestxero.mapping.ProjectTypes;
import org.harvestxero.mapping.XeroContact;
import org.harvestxero.mapping.XeroSettings;
import org.jspecify.annotations.Nullable;

/** What mapping needs to know besides the document: Xero's set-up, the rules in force, the settings. */
public final class Contexts {
    static final String HARVEST_ADDRESS = "harvest-address";

    private final String connection;
    private final Ledger ledger;
    private final SettingsCache settings;
    private final Supplier<MappingRules> rules;
    private final CopyOptions options;
    private final ProjectTypes projectTypes;
    private final AtomicReference<@Nullable String> address = new AtomicReference<>();

    public Contexts(
            String connection,
            Ledger ledger,
            SettingsCache settings,
            Supplier<MappingRules> rules,
            CopyOptions options,
            ProjectTypes projectTypes) {
        this.connection = connection;
        this.ledger = ledger;
        this.settings = settings;
        this.rules = rules;
        this.options = options;
        this.projectTypes = projectTypes;
    }

    public MappingContext of(@Nullable XeroContact contact, boolean forced, MappingContext.Arithmetic arithmetic) {
        return new MappingContext(settings.current(), rules(), options, harvestAddress(), contact, forced, arithmetic);
    }

    /** Whether Xero's set-up was ever read. */
    boolean isXeroKnown() {
        return settings.find().isPresent();
    }

    XeroSettings xero() {
        return settings.current();
    }

    MappingRules rules() {
        return rules.get().with(projectTypes);
    }

    CopyOptions options() {
        return options;
    }

    /** Where people open Harvest; the API's own address as long as the account's is not known. */
    String harvestAddress() {
        String known = address.get();
        if (known == null) {
            known = ledger.cachedAnswers()
                    .find(connection, HARVEST_ADDRESS)
                    .map(Cached::content)
                    .orElse("https://api.harvestapp.com/v2");
            address.set(known);
        }
        return known;
    }

    /** The account's address was learnt: it is looked up anew. */
    void addressLearnt() {
        address.set(null);
    }
}
