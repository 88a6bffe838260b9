package org.harvestxero.console.page.setup;

import java.util.List;
import java.util.Map;
import org.harvestxero.config.Settings;
import org.harvestxero.console.page.setup.SettingsCard.Label;

/** The ways to get into each side. */
final class SideCards {
    static final String HARVEST_TOKEN = "harvest-token";
    static final String HARVEST_CONSENT = "harvest-consent";
    static final String XERO_CUSTOM = "xero-custom";
    static final String XERO_CONSENT = "xero-consent";

    private static final String TOKEN = "harvest.access-token";
    private static final String GRANT = "xero.grant";
    private static final String BY_CONSENT = "authorization-code";

    private SideCards() {}

    /** What choosing the way sets beside what is typed. */
    static Map<String, String> alongWith(String card) {
        return switch (card) {
            case HARVEST_CONSENT -> Map.of(TOKEN, "");
            case XERO_CUSTOM -> Map.of(GRANT, "client-credentials");
            case XERO_CONSENT -> Map.of(GRANT, BY_CONSENT);
            default -> Map.of();
        };
    }

    static boolean harvestByConsent(Settings settings) {
        return settings.optional(TOKEN).isEmpty()
                && settings.optional("harvest.client-id").isPresent();
    }

    static boolean xeroByConsent(Settings settings) {
        return settings.text(GRANT).equals(BY_CONSENT);
    }

    static List<SettingsCard> harvest(SettingsFields fields, Settings present) {
        boolean consent = harvestByConsent(present);
        return List.of(
                new SettingsCard(
                        HARVEST_TOKEN,
                        "By a personal access token",
                        "Quickest: an administrator of Harvest makes one under Settings → Developers, where the account's id stands, too.",
                        List.of(
                                fields.text(
                                        "harvest.account-id",
                                        new Label("Account id", "Digits, shown beside the token.")),
                                fields.secret(TOKEN, new Label("Personal access token", ""))),
                        !consent && present.optional(TOKEN).isPresent()),
                new SettingsCard(
                        HARVEST_CONSENT,
                        "By consent in the browser",
                        "No token is copied around: make an OAuth2 application in Harvest under Settings → Developers with the redirect address above, and sign in there.",
                        List.of(
                                fields.text("harvest.client-id", new Label("Client id", "")),
                                fields.secret("harvest.client-secret", new Label("Client secret", ""))),
                        consent));
    }

    static List<SettingsCard> xero(SettingsFields fields, Settings present) {
        boolean consent = xeroByConsent(present);
        boolean set = present.optional("xero.client-id").isPresent();
        return List.of(
                new SettingsCard(
                        XERO_CONSENT,
                        "By consent in the browser",
                        "Make a web app in Xero's developer portal with the redirect address above, and sign in to choose the organisation.",
                        List.of(
                                fields.text("xero.client-id", new Label("Client id", "")),
                                fields.secret("xero.client-secret", new Label("Client secret", ""))),
                        consent),
                new SettingsCard(
                        XERO_CUSTOM,
                        "By a custom connection",
                        "For one organisation that is authorised in Xero's developer portal; nobody has to sign in here.",
                        List.of(
                                fields.text("xero.client-id", new Label("Client id", "")),
                                fields.secret("xero.client-secret", new Label("Client secret", ""))),
                        !consent && set));
    }
}
