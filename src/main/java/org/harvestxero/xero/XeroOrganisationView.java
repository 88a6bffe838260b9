package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import org.harvestxero.http.JsonFields;
import org.jspecify.annotations.Nullable;

/** An organisation as Xero shows it; what Xero doesn't show is null. @param demo whether it is Xero's Demo Company */
public record XeroOrganisationView(
        @Nullable String name,
        @Nullable String country,
        @Nullable String baseCurrency,
        boolean demo) {
    static XeroOrganisationView of(JsonNode organisation) {
        return new XeroOrganisationView(
                JsonFields.text(organisation, "Name"),
                JsonFields.text(organisation, "CountryCode"),
                JsonFields.text(organisation, "BaseCurrency"),
                JsonFields.flag(organisation, "IsDemoCompany"));
    }
}
