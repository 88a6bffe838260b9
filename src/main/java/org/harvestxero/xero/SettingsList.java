package org.harvestxero.xero;

import java.util.Arrays;
import java.util.Optional;

/** The lists that make up an organisation's settings. */
public enum SettingsList {
    ORGANISATION("Organisation", "Organisations"),
    ACCOUNTS("Accounts"),
    TAX_RATES("TaxRates"),
    ITEMS("Items"),
    CURRENCIES("Currencies"),
    TRACKING_CATEGORIES("TrackingCategories"),
    BRANDING_THEMES("BrandingThemes");

    private final String resource;
    private final String collection;

    SettingsList(String collection) {
        this(collection, collection);
    }

    SettingsList(String resource, String collection) {
        this.resource = resource;
        this.collection = collection;
    }

    /** The list a request asks for; empty when it is none of these. */
    public static Optional<SettingsList> of(XeroRequest request) {
        return Arrays.stream(values())
                .filter(list -> list.request().path().equals(request.path()))
                .findFirst();
    }

    /** Asks for the whole list. */
    public XeroRequest request() {
        return XeroRequest.get("/" + resource);
    }

    /** What Xero calls its elements. */
    String collection() {
        return collection;
    }
}
