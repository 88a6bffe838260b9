package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.calls.Json;
import org.harvestxero.secrets.Secret;

/** The rights we ask for, in Xero's granular scopes, and those a token has. */
public final class XeroScopes {
    /** Everything this program may do, asked for at once because a wider set needs a new consent. */
    static final List<String> WANTED = List.of(
            "offline_access",
            "accounting.invoices",
            "accounting.payments",
            "accounting.contacts",
            "accounting.settings",
            "accounting.banktransactions",
            "accounting.manualjournals",
            "accounting.attachments",
            "accounting.reports.aged.read");

    /** What copying can't do without. */
    private static final List<String> NEEDED =
            List.of("accounting.invoices", "accounting.payments", "accounting.contacts", "accounting.settings");

    private XeroScopes() {}

    /** The scopes written in an access token; empty when it is not one that can be looked into. */
    static Optional<Set<String>> of(Secret accessToken) {
        String[] parts = accessToken.reveal().split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            JsonNode scope = Json.field(Json.parse(claims).orElseGet(Json::object), "scope");
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
     * The scopes copying needs and these lack; a broad scope of an older app counts for the granular ones it covers, a
     * settings scope for reading is enough.
     */
    static List<String> missing(Set<String> granted) {
        return NEEDED.stream()
                .filter(scope -> !granted.contains(scope))
                .filter(scope -> !(granted.contains("accounting.transactions")
                        && (scope.equals("accounting.invoices") || scope.equals("accounting.payments"))))
                .filter(scope -> !(scope.equals("accounting.settings") && granted.contains("accounting.settings.read")))
                .toList();
    }
}
