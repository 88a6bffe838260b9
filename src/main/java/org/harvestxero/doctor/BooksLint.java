package org.harvestxero.doctor;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.References;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;

/**
 * Holds what an agreement names of Xero's books against what Xero has: accounts, tax types, tracking, currency.
 */
final class BooksLint {
    private final XeroSettings xero;
    private final List<Finding> findings;

    /** @param findings takes what is found */
    BooksLint(XeroSettings xero, List<Finding> findings) {
        this.findings = findings;
        this.xero = xero;
    }

    void billedIn(String file, HarvestNames.Client client, Currency kept, Agreement agreement) {
        Currency agreed = agreement.currency();
        if (agreed != null && !agreed.equals(kept)) {
            findings.add(Finding.failure(
                    file + ": bills in " + agreed + ", but Harvest keeps the work of " + client.name() + " in " + kept
                            + ", so all of it would be held",
                    "Change the client's currency in Harvest, or take currency out of the file."));
        }
        String currency = (agreed == null ? kept : agreed).getCurrencyCode();
        String base = xero.organisation().baseCurrency();
        if (agreement.sending().currencyRate() != null && currency.equals(base)) {
            findings.add(Finding.warning(
                    file + ": sending.currencyRate is not used, because " + base + " is the base currency in Xero",
                    "Take it out."));
        }
        if (!xero.takesCurrency(currency)) {
            findings.add(Finding.failure(
                    file + ": Xero does not take " + currency,
                    "Add " + currency + " in Xero under Settings → Currencies."));
        }
    }

    void books(String file, References named) {
        named.accounts().forEach(code -> account(file, code));
        named.taxTypes().forEach(type -> taxType(file, type));
        named.items().stream()
                .filter(code -> xero.item(code).isEmpty())
                .forEach(code -> findings.add(Finding.failure(
                        file + ": Xero has no item with the code \"" + code + "\"",
                        "Add it to Xero's products and services, or correct the code.")));
        named.tracking().forEach(name -> tracking(file, name));
    }

    void account(String file, String code) {
        Optional<Account> account = xero.account(code);
        if (account.isEmpty()) {
            findings.add(Finding.failure(
                    file + ": Xero has no account " + code,
                    "Add it to Xero's chart of accounts, or correct the code."));
        } else if (!account.get().active()) {
            findings.add(Finding.failure(
                    file + ": the account " + code + " (" + account.get().name() + ") is archived in Xero",
                    "Restore it in Xero, or name another one."));
        } else if (account.get().type().equals("BANK") || account.get().systemAccount() != null) {
            findings.add(Finding.failure(
                    file + ": the account " + code + " (" + account.get().name()
                            + ") is a bank or system account, which no invoice line may use",
                    "Name a revenue account."));
        }
    }

    private void taxType(String file, String type) {
        Optional<TaxRate> rate = xero.taxRate(type);
        if (rate.isEmpty()) {
            findings.add(Finding.failure(
                    file + ": Xero has no tax type " + type
                            + AgreementLint.meant(
                                    type,
                                    xero.taxRates().stream()
                                            .map(TaxRate::taxType)
                                            .toList()),
                    "Write one of: "
                            + AgreementLint.some(xero.taxRates().stream()
                                    .filter(TaxRate::active)
                                    .map(each -> each.taxType() + " (" + each.name() + ")")
                                    .toList())
                            + "."));
        } else if (!rate.get().active()) {
            findings.add(Finding.failure(
                    file + ": the tax type " + type + " (" + rate.get().name() + ") is no longer active in Xero",
                    "Name an active one, or restore it in Xero."));
        }
    }

    private void tracking(String file, String name) {
        if (xero.trackingCategory(name).filter(TrackingCategory::active).isEmpty()) {
            findings.add(Finding.failure(
                    file + ": Xero has no active tracking category \"" + name + "\""
                            + AgreementLint.meant(
                                    name,
                                    xero.trackingCategories().stream()
                                            .map(TrackingCategory::name)
                                            .toList()),
                    "Add or restore it in Xero, or correct the name."));
        }
    }
}
