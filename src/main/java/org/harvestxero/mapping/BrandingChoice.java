package org.harvestxero.mapping;

import java.util.Optional;
import org.harvestxero.mapping.MappingRules.Ruling;
import org.harvestxero.mapping.XeroSettings.BrandingTheme;

/** The look of the invoice, if a rule names one. */
final class BrandingChoice {
    private BrandingChoice() {}

    static Choice<Optional<BrandingTheme>> of(SourceInvoice invoice, MappingContext context) {
        Optional<Ruling> rule = context.rules().decide(RuleFacts.of(invoice), MappingRule.Use::brandingTheme);
        if (rule.isEmpty()) {
            return Choice.of(Optional.empty(), "left to Xero");
        }
        Optional<BrandingTheme> theme = context.xero().brandingTheme(rule.get().value());
        return theme.isPresent()
                ? Choice.of(theme, rule.get().by())
                : Choice.refused(
                        Problem.of(CauseCode.BRANDING_THEME_UNKNOWN, rule.get().value()));
    }
}
