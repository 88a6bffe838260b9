package org.harvestxero.mapping.coding;

import java.util.Optional;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.XeroSettings.BrandingTheme;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;

/** The look of the invoice, if a rule names one. */
public final class BrandingChoice {
    private BrandingChoice() {}

    public static Choice<Optional<BrandingTheme>> of(SourceInvoice invoice, MappingContext context) {
        Optional<Ruling> rule = context.rules().decide(RuleFacts.of(invoice), MappingRule.Use::brandingTheme);
        if (rule.isEmpty()) {
            return Choice.of(Optional.empty(), "left to Xero");
        }
        Optional<BrandingTheme> theme = context.xero().brandingTheme(rule.get().value());
        return theme.isPresent()
                ? Choice.of(theme, rule.get().by())
                : Choice.refused(Problem.of(
                        FailureCode.BRANDING_THEME_UNKNOWN, rule.get().value()));
    }
}
