package org.harvestxero.console.page.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.harvestxero.api.XeroLists;
import org.harvestxero.config.Settings;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.page.setup.SettingsCard.Field;
import org.harvestxero.console.page.setup.SettingsCard.Kind;
import org.harvestxero.console.page.setup.SettingsCard.Label;
import org.harvestxero.console.page.setup.SettingsCard.Option;
import org.jspecify.annotations.Nullable;

/** What is copied, and where it goes in Xero: chosen from Xero's own lists, or typed while Xero can't be asked. */
final class BooksCards {
    static final String WHAT = "books-what";
    static final String SALES = "books-sales";
    static final String PAYMENTS = "books-payments";
    static final String NEW_GATEWAY = "new-gateway";
    static final String NEW_GATEWAY_ACCOUNT = "new-gateway-account";
    static final String GATEWAY = "gateway";
    static final String ACCOUNT = "copy.payment-account";

    private static final int MOST_CURRENCIES = 30;

    private final SettingsFields fields;
    private final Settings present;
    private final @Nullable XeroLists lists;
    private final ReaderFormat format;

    /** @param lists null where Xero can't be asked */
    BooksCards(SettingsFields fields, Settings present, @Nullable XeroLists lists, ReaderFormat format) {
        this.fields = fields;
        this.present = present;
        this.lists = lists;
        this.format = format;
    }

    List<SettingsCard> all() {
        return List.of(what(), sales(), payments());
    }

    private SettingsCard what() {
        return new SettingsCard(
                WHAT,
                "What is copied",
                "Invoices issued before the first day stay in Harvest alone.",
                List.of(
                        fields.date("copy.since", new Label("First day", "Invoices issued on or after it are copied.")),
                        yesOrNo("copy.drafts", "Drafts", "Copied as drafts", "Left out"),
                        fields.choice(
                                "copy.on-delete",
                                new Label("An invoice deleted in Harvest", ""),
                                List.of(
                                        new Option("report", "Tell of it"),
                                        new Option("follow", "Void or delete it in Xero, too")))),
                false);
    }

    private SettingsCard sales() {
        return new SettingsCard(
                SALES,
                "Where sales go",
                "Rules in mappings.yaml and what stands at an item count for more than these.",
                List.of(
                        chosen(
                                "copy.revenue-account",
                                new Label("Sales account", "For lines without a better one."),
                                accounts(XeroLists.Account::revenue)),
                        chosen("copy.untaxed-tax-type", new Label("Tax of untaxed lines", ""), taxes()),
                        chosen(
                                "copy.tracking-category",
                                new Label("Tracking category", "Filled with the client's name."),
                                tracking()),
                        fields.choice(
                                "copy.closed",
                                new Label("An invoice written off in Harvest", ""),
                                List.of(
                                        new Option("report", "Tell of it"),
                                        new Option("follow", "Write it off in Xero, too"))),
                        chosen(
                                "copy.write-off-account",
                                new Label("Account for what is written off", ""),
                                accounts(account -> true))),
                false);
    }

    private SettingsCard payments() {
        List<Field> all = new ArrayList<>();
        all.add(yesOrNo("copy.payments", "Payments", "Copied, too", "Entered in Xero by hand"));
        List<Option> accounts = accounts(XeroLists.Account::takesPayments);
        all.add(chosen(ACCOUNT, new Label("Account for payments", "Where no other is chosen below."), accounts));
        for (String currency : currencies()) {
            all.add(chosen(
                    ACCOUNT + "." + currency, new Label("Payments in " + currency, ""), withNone(accounts, currency)));
        }
        for (String suffix : present.withPrefix(ACCOUNT).keySet()) {
            if (suffix.startsWith(GATEWAY + ".")) {
                all.add(chosen(
                        ACCOUNT + "." + suffix,
                        new Label("Payments by " + suffix.substring(GATEWAY.length() + 1), ""),
                        withNone(accounts, "")));
            }
        }
        all.add(new Field(
                NEW_GATEWAY,
                new Label("Another gateway", "Its name in Harvest, such as stripe or paypal."),
                Kind.TEXT,
                "",
                List.of(),
                false,
                ""));
        all.add(new Field(
                NEW_GATEWAY_ACCOUNT,
                new Label("Account for its payments", ""),
                lists == null ? Kind.TEXT : Kind.CHOICE,
                "",
                withNone(accounts, ""),
                false,
                ""));
        return new SettingsCard(
                PAYMENTS,
                "Where payments go",
                "An account of the same currency, by gateway where each pays into its own.",
                all,
                false);
    }

    private Field yesOrNo(String key, String label, String yes, String no) {
        return fields.choice(key, new Label(label, ""), List.of(new Option("true", yes), new Option("false", no)));
    }

    /** From the list, or typed while there is none. */
    private Field chosen(String key, Label label, List<Option> options) {
        return lists == null ? fields.text(key, label) : fields.choice(key, label, options);
    }

    private List<Option> accounts(Predicate<XeroLists.Account> wanted) {
        return lists == null
                ? List.of()
                : lists.accounts().stream()
                        .filter(wanted)
                        .map(account -> new Option(
                                account.key(),
                                (account.key().length() > 10 ? "" : account.key() + " · ")
                                        + account.name()
                                        + (account.currency() == null ? "" : " (" + account.currency() + ")")))
                        .toList();
    }

    private static List<Option> withNone(List<Option> options, String currency) {
        return Stream.concat(
                        Stream.of(new Option("", currency.isEmpty() ? "Not chosen" : "The account for payments above")),
                        options.stream())
                .toList();
    }

    private List<Option> taxes() {
        return lists == null
                ? List.of()
                : lists.taxes().stream()
                        .filter(XeroLists.Tax::onSales)
                        .map(tax -> new Option(tax.type(), tax.name() + " (" + format.quantity(tax.percent()) + " %)"))
                        .toList();
    }

    private List<Option> tracking() {
        return lists == null
                ? List.of()
                : Stream.concat(
                                Stream.of(new Option("", "None")),
                                lists.categories().stream().map(name -> new Option(name, name)))
                        .toList();
    }

    /** Those of the organisation beside its own, and those that are set. */
    private Set<String> currencies() {
        Set<String> currencies = new TreeSet<>();
        if (lists != null) {
            lists.currencies().stream().skip(1).limit(MOST_CURRENCIES).forEach(currencies::add);
        }
        present.withPrefix(ACCOUNT).keySet().stream()
                .filter(suffix -> suffix.matches("[A-Z]{3}"))
                .forEach(currencies::add);
        return currencies;
    }
}
