package org.harvestxero.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.harvestxero.config.yaml.NearestName;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.CodingRefusal;

/** Whether a journal may book somewhere, by how the organisation is set up. */
final class JournalAccounts implements Function<Coding, Optional<CodingRefusal>> {
    private static final Set<String> KEPT_TYPES = Set.of("BANK", "INVENTORY");
    private static final Map<String, String> KEPT = Map.of(
            "DEBTORS", "accounts receivable",
            "CREDITORS", "accounts payable",
            "RETAINEDEARNINGS", "retained earnings",
            "BANKCURRENCYGAIN", "currency gains of banks",
            "REALISEDCURRENCYGAIN", "realised currency gains",
            "UNREALISEDCURRENCYGAIN", "unrealised currency gains",
            "TRACKINGTRANSFERS", "tracking transfers",
            "UNPAIDEXPCLM", "unpaid expense claims");

    private final XeroSettings settings;
    private final Map<Coding, Optional<CodingRefusal>> known = new HashMap<>();

    JournalAccounts(XeroSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<CodingRefusal> apply(Coding coding) {
        return known.computeIfAbsent(coding, this::look);
    }

    private Optional<CodingRefusal> look(Coding coding) {
        return account(coding.account())
                .or(() -> coding.tracking().stream()
                        .flatMap(option -> option(option).stream())
                        .findFirst());
    }

    private Optional<CodingRefusal> account(String code) {
        Optional<Account> found = settings.account(code).filter(account -> code.equalsIgnoreCase(account.code()));
        if (found.isEmpty()) {
            return refuse(
                    "account " + code + " is not in Xero's chart of accounts",
                    "Add it there, or name another one in journals.yaml"
                            + NearestName.of(
                                            code,
                                            settings.accounts().stream()
                                                    .filter(Account::active)
                                                    .map(account -> String.valueOf(account.code()))
                                                    .toList())
                                    .map(near -> "; there is " + near)
                                    .orElse("")
                            + ".");
        }
        Account account = found.get();
        String system = account.systemAccount();
        if (!account.active()) {
            return refuse(
                    "account " + code + " (" + account.name() + ") is archived",
                    "Restore it in Xero, or name another one in journals.yaml.");
        }
        if (KEPT_TYPES.contains(account.type()) || (system != null && KEPT.containsKey(system))) {
            String what = system != null && KEPT.containsKey(system)
                    ? KEPT.get(system)
                    : account.type().equals("BANK") ? "a bank account" : "an inventory account";
            return refuse(
                    "no journal may touch account " + code + " (" + account.name() + "): it is " + what,
                    "Name another one in journals.yaml.");
        }
        return Optional.empty();
    }

    private Optional<CodingRefusal> option(Coding.Option wanted) {
        Optional<TrackingCategory> category = settings.trackingCategory(wanted.category());
        if (category.isEmpty() || !category.get().active()) {
            return refuse(
                    "Xero has no active tracking category \"" + wanted.category() + "\"",
                    "Add it there, or take it out of journals.yaml.");
        }
        Optional<TrackingCategory.Option> option = category.get().option(wanted.name());
        if (option.isEmpty()) {
            return refuse(
                    "the tracking category " + wanted.category() + " has no option \"" + wanted.name() + "\"",
                    "Add the option in Xero, or restore it where it is archived, or name another one in journals.yaml.");
        }
        return option.get().active()
                ? Optional.empty()
                : refuse(
                        "the option \"" + wanted.name() + "\" of the tracking category " + wanted.category()
                                + " is archived",
                        "Restore it in Xero, or name another one in journals.yaml.");
    }

    private static Optional<CodingRefusal> refuse(String words, String remedy) {
        return Optional.of(new CodingRefusal(words, remedy));
    }
}
