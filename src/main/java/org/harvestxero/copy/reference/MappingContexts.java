package org.harvestxero.copy.reference;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.document.ProjectTypes;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.CachedAnswerTable.Cached;
import org.jspecify.annotations.Nullable;

/** What mapping needs to know besides the document: Xero's set-up, the rules in force, the settings. */
public final class MappingContexts {
    public static final String HARVEST_ADDRESS = "harvest-address";

    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final Supplier<MappingRules> rules;
    private final CopyOptions options;
    private final ProjectTypes projectTypes;
    private final AtomicReference<@Nullable String> address = new AtomicReference<>();

    public MappingContexts(
            ConnectionStore store,
            XeroReferenceData settings,
            Supplier<MappingRules> rules,
            CopyOptions options,
            ProjectTypes projectTypes) {
        this.store = store;
        this.settings = settings;
        this.rules = rules;
        this.options = options;
        this.projectTypes = projectTypes;
    }

    public MappingContext of(@Nullable XeroContact contact, boolean forced, MappingContext.Arithmetic arithmetic) {
        return new MappingContext(settings.current(), rules(), options, harvestAddress(), contact, forced, arithmetic);
    }

    /** The same by other rules than those in force. */
    public MappingContext with(MappingContext context, MappingRules others) {
        return context.withRules(others.with(projectTypes));
    }

    /** Whether Xero's set-up was ever read. */
    public boolean isXeroKnown() {
        return settings.find().isPresent();
    }

    public XeroSettings xero() {
        return settings.current();
    }

    public MappingRules rules() {
        return rules.get().with(projectTypes);
    }

    public CopyOptions options() {
        return options;
    }

    /** Where people open Harvest; the API's own address as long as the account's is not known. */
    public String harvestAddress() {
        String known = address.get();
        if (known == null) {
            known = store.cachedAnswers()
                    .find(HARVEST_ADDRESS)
                    .map(Cached::content)
                    .orElse("https://api.harvestapp.com/v2");
            address.set(known);
        }
        return known;
    }

    /** The account's address was learnt: it is looked up anew. */
    public void addressLearnt() {
        address.set(null);
    }
}
