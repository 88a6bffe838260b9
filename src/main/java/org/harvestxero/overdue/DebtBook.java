package org.harvestxero.overdue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.harvestxero.billing.Named;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.config.agreement.OverdueFile;
import org.harvestxero.config.agreement.OverdueRules;
import org.harvestxero.dunning.ClientTerms;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.Debt.Debtor;
import org.harvestxero.dunning.DebtCase;
import org.harvestxero.dunning.Hold;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.overdue.ReceivableTable.Party;
import org.harvestxero.store.overdue.ReceivableTable.Receivable;
import org.jspecify.annotations.Nullable;

/** Every open invoice with what was done about it and what holds it, by the client who pays. */
final class DebtBook {
    private final ConnectionStore store;
    private final OverdueFile file;
    private final Supplier<List<AgreementVersion>> agreements;
    private final HoldFinder holds;

    DebtBook(ConnectionStore store, OverdueFile file, Supplier<List<AgreementVersion>> agreements, HoldFinder holds) {
        this.store = store;
        this.file = file;
        this.agreements = agreements;
        this.holds = holds;
    }

    /**
     * Who is asked for money: one contact in Xero, by whatever clients its invoices were made.
     *
     * @param keys by which mails to it may have been recorded
     * @param cases of the client itself and of those it pays for
     */
    record Account(Debtor payer, ClientTerms terms, Set<String> keys, List<DebtCase> cases) {}

    /** The rules in force. */
    OverdueRules rules() {
        return file.rules();
    }

    List<Account> accounts(LocalDate today) {
        OverdueRules rules = file.rules();
        Terms terms = new Terms(rules, agreements.get());
        List<Receivable> open = store.overdue().receivables().open();
        Map<String, List<Hold>> held = holds.of(open, rules.coversAll());
        Map<String, Set<String>> done = store.overdue().steps().done();
        Map<Long, String> names = names(store, open.stream().map(Receivable::party));
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (Receivable each : open) {
            Debt debt = debt(each, names);
            ClientTerms own = terms.of(debt.debtor());
            Debtor payer = payer(debt.debtor(), own);
            List<Hold> because = new ArrayList<>(held.getOrDefault(each.id(), List.of()));
            if (own.exempt() != null) {
                because.add(new Hold(Hold.Why.EXEMPT, own.exempt(), null));
            }
            Account account = accounts.computeIfAbsent(
                    payer.contactId(),
                    contact -> new Account(payer, terms.of(payer), new LinkedHashSet<>(), new ArrayList<>()));
            account.keys().addAll(List.of(payer.key(), payer.contactKey()));
            account.cases().add(new DebtCase(debt, done.getOrDefault(each.id(), Set.of()), because));
        }
        return List.copyOf(accounts.values());
    }

    /** What Harvest calls the clients among them, by their ids. */
    static Map<Long, String> names(ConnectionStore store, Stream<Party> parties) {
        List<Long> clients =
                parties.map(Party::clientId).filter(Objects::nonNull).distinct().toList();
        return store.documents().numbers(Kind.CLIENT, clients);
    }

    static Debt debt(Receivable each, Map<Long, String> names) {
        return new Debt(
                each.id(),
                each.number().isBlank() ? "without number" : each.number(),
                debtor(each.party(), names),
                new Debt.Dates(each.figures().issued(), each.figures().dueOn()),
                new Debt.Amounts(
                        each.figures().currency(),
                        each.figures().total(),
                        each.figures().due()));
    }

    static Debtor debtor(Party party, Map<Long, String> names) {
        Long client = party.clientId();
        String name = client == null ? null : names.get(client);
        return new Debtor(client, party.contactId(), name == null ? party.name() : name);
    }

    /** Money that is collected is nobody else's matter. */
    private Debtor payer(Debtor debtor, ClientTerms own) {
        String named = own.recipients().payer();
        if (named == null || own.manner().directDebit()) {
            return debtor;
        }
        return client(named)
                .flatMap(client -> store.links()
                        .find(Kind.CONTACT, client.id())
                        .map(link -> new Debtor(client.id(), link.targetId(), client.name())))
                .orElse(debtor);
    }

    private Optional<Named> client(String named) {
        List<SourceDocument> byName = store.documents().ofNumber(Kind.CLIENT, named);
        if (!byName.isEmpty()) {
            return byName.stream().findFirst().map(client -> new Named(client.sourceId(), named));
        }
        return named.matches("\\d{1,18}")
                ? store.documents()
                        .find(Kind.CLIENT, Long.parseLong(named))
                        .map(client -> new Named(client.sourceId(), String.valueOf(client.number())))
                : Optional.empty();
    }

    /** The terms of each client, worked out once. */
    private static final class Terms {
        private final OverdueRules rules;
        private final List<AgreementVersion> agreements;
        private final Map<String, ClientTerms> known = new HashMap<>();

        Terms(OverdueRules rules, List<AgreementVersion> agreements) {
            this.rules = rules;
            this.agreements = agreements;
        }

        ClientTerms of(Debtor debtor) {
            return known.computeIfAbsent(debtor.key(), key -> rules.terms(named(debtor), agreements));
        }

        private static @Nullable Named named(Debtor debtor) {
            return debtor.clientId() == null ? null : new Named(debtor.clientId(), debtor.name());
        }
    }
}
