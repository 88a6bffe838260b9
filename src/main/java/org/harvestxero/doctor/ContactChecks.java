package org.harvestxero.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.Settings;
import org.harvestxero.config.mapping.MappingSettings;
import org.harvestxero.mapping.SetupCheck;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.xero.XeroContactGroupView;
import org.harvestxero.xero.XeroRequest;

/** Whether Xero has what the settings about contacts name: groups, accounts, tax types. */
final class ContactChecks {
    private static final String FROM_GROUP = "contacts.from-group";
    private static final String GROUP = "contacts.defaults.group";

    private final RemoteChecks.Needs needs;
    private final Settings settings;
    private final Sides sides;

    ContactChecks(RemoteChecks.Needs needs, Sides sides) {
        this.needs = needs;
        this.settings = needs.settings();
        this.sides = sides;
    }

    /** Whether the settings name any of it. */
    static boolean isAsked(Settings settings) {
        return settings.optional(FROM_GROUP).isPresent()
                || List.of("payment-terms", "sales-account", "sales-tax", "group").stream()
                        .anyMatch(what -> !settings.withPrefix("contacts.defaults." + what)
                                .isEmpty());
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(groups());
        MappingContext context =
                MappingContext.of(sides.settings(), needs.mapped().options(), "");
        SetupCheck.contacts(context, MappingSettings.contactDefaults(settings))
                .forEach(finding -> findings.add(Finding.failure(
                        finding.where() + ": " + finding.problem().sentence(),
                        finding.problem().remedy())));
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok("Xero has every group, account and tax type that the settings about contacts name"));
        }
        return findings;
    }

    private List<Finding> groups() {
        Map<String, String> named = new LinkedHashMap<>();
        settings.optional(FROM_GROUP).ifPresent(name -> named.put(FROM_GROUP, name));
        settings.withPrefix(GROUP)
                .forEach((currency, name) -> named.put(currency.isEmpty() ? GROUP : GROUP + "." + currency, name));
        if (named.isEmpty()) {
            return List.of();
        }
        List<String> known = sides.xero(XeroRequest.get("/ContactGroups")).contactGroups().stream()
                .map(XeroContactGroupView::name)
                .toList();
        return named.entrySet().stream()
                .filter(each -> known.stream().noneMatch(each.getValue()::equalsIgnoreCase))
                .map(each -> Finding.failure(
                        each.getKey() + " names the contact group " + each.getValue() + ", which Xero doesn't have",
                        "Make the group in Xero under Contacts, or correct the setting."))
                .toList();
    }
}
