package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.http.JsonFields;

/** The rights we ask for, in Xero's granular scopes, and those a token has. */
public final class XeroScopes {
    private static final String STAYING = "offline_access";
    private static final String PAYMENTS = "accounting.payments";
    private static final String READ = ".read";

    /** What is asked for at consent: the rights in use and no others. Another use later on needs a new consent. */
    static List<String> wanted(XeroUses uses) {
        List<String> wanted = new ArrayList<>(List.of(STAYING, "accounting.invoices"));
        wanted.add(uses.payments() ? PAYMENTS : PAYMENTS + READ);
        wanted.add("accounting.contacts");
        wanted.add("accounting.settings");
        if (uses.attachments()) {
            wanted.add("accounting.attachments");
        }
        if (uses.spending()) {
            wanted.add("accounting.banktransactions");
        }
        if (uses.journals()) {
            wanted.add("accounting.manualjournals");
        }
        if (uses.payroll()) {
            wanted.addAll(List.of("payroll.timesheets", "payroll.employees.read", "payroll.settings.read"));
        }
        return List.copyOf(wanted);
    }

    private XeroScopes() {}

    /** The scopes written in an access token; empty when it is not one that can be looked into. */
    static Optional<Set<String>> of(Secret accessToken) {
        String[] parts = accessToken.reveal().split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            JsonNode scope = JsonFields.field(JsonFields.parse(claims).orElseGet(JsonFields::object), "scope");
            Set<String> scopes = new LinkedHashSet<>();
            scope.forEach(each -> scopes.add(each.asText()));
            if (scope.isTextual()) {
                scopes.addAll(List.of(scope.textValue().split(" ")));
            }
            return scopes.isEmpty() ? Optional.empty() : Optional.of(scopes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The scopes these uses need and these lack; a broad scope of an older app counts for the granular ones it covers, one for writing
     * for the one for reading, and a settings scope for reading is enough.
     */
    static List<String> missing(Set<String> granted, XeroUses uses) {
        return wanted(uses).stream()
                .filter(scope -> !scope.equals(STAYING) && !granted.contains(scope))
                .filter(scope -> !granted.contains(scope.replace(READ, "")))
                .filter(scope -> !(granted.contains("accounting.transactions")
                        && (scope.equals("accounting.invoices")
                                || scope.equals("accounting.banktransactions")
                                || scope.equals("accounting.manualjournals")
                                || scope.startsWith(PAYMENTS))))
                .filter(scope -> !(scope.equals("accounting.settings") && granted.contains("accounting.settings.read")))
                .toList();
    }
}
