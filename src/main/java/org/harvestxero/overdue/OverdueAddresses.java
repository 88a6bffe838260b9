package org.harvestxero.overdue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Header;
import org.harvestxero.api.OverdueReport.State;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.Debt.Debtor;
import org.harvestxero.dunning.DebtCase;
import org.harvestxero.dunning.Deed;
import org.harvestxero.dunning.StepFinder;
import org.harvestxero.harvest.HarvestAddressView;
import org.harvestxero.harvest.HarvestAssignmentView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.notification.MailAddress;
import org.harvestxero.overdue.DebtBook.Account;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroMailAddressView;
import org.harvestxero.xero.XeroPage;

/** Whom mails about overdue invoices go to: of clients as Xero's contacts say, of managers as Harvest's projects say. */
public final class OverdueAddresses {
    private static final int CONTACTS_AT_ONCE = 50;

    private final ConnectionStore store;
    private final MailPlanner planner;
    private final boolean mailIsOn;

    /** @param mailIsOn whether mail.host is set */
    OverdueAddresses(ConnectionStore store, MailPlanner planner, boolean mailIsOn) {
        this.store = store;
        this.planner = planner;
        this.mailIsOn = mailIsOn;
    }

    /** Harvest's lists of who manages which project; none where no manager has to be told. */
    public List<HarvestListRequest> managerLists(@Header(OverdueRounds.ROUND) OverdueRound round) {
        boolean needed =
                planner.accounts(planner.today(round)).stream().anyMatch(account -> needsManagers(account, round));
        return needed ? List.of(HarvestAssignmentView.list(), HarvestAddressView.list()) : List.of();
    }

    private boolean needsManagers(Account account, OverdueRound round) {
        return account.terms().recipients().managers().isEmpty()
                && account.cases().stream().anyMatch(one -> tellsManager(one, account, round));
    }

    private boolean tellsManager(DebtCase one, Account account, OverdueRound round) {
        return StepFinder.find(account.terms().plan(), one, planner.today(round))
                .of(Deed.TELL_MANAGER)
                .isPresent();
    }

    /** Takes one of Harvest's lists. */
    public void people(List<HarvestElement> elements, @Header(OverdueRounds.ROUND) OverdueRound round) {
        for (HarvestElement element : elements) {
            HarvestAssignmentView assignment = HarvestAssignmentView.of(element);
            HarvestAddressView person = HarvestAddressView.of(element);
            if (assignment.project() != 0) {
                if (assignment.manager()) {
                    round.manages(assignment.user(), assignment.project());
                }
            } else if (person.active() && person.email() != null && MailAddress.isOne(person.email())) {
                round.mailedAt(person.user(), person.email());
            }
        }
    }

    /** The managers of an invoice, by what was read for the run. */
    MailPlanner.Managers managers(OverdueRound round) {
        return (debt, terms) -> terms.recipients().managers().isEmpty()
                ? round.managersOf(projects(debt))
                : terms.recipients().managers();
    }

    private Set<Long> projects(Debt debt) {
        return store.links()
                .byTarget(Kind.INVOICE, debt.id())
                .map(link -> link.sourceId() < 0 ? billed(-link.sourceId()) : invoiced(link.sourceId()))
                .orElse(Set.of());
    }

    /** Those whose work is on an invoice that was billed here and has no twin in Harvest. */
    private Set<Long> billed(long draft) {
        return store.billing()
                .drafts()
                .find(draft)
                .map(made -> made.content().lines().stream()
                        .flatMap(line -> line.sources().stream())
                        .map(each -> each.source().origin().project().id())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private Set<Long> invoiced(long invoice) {
        return store.documents()
                .find(Kind.INVOICE, invoice)
                .map(shown -> HarvestInvoiceView.projects(HarvestElement.parse(shown.content())))
                .orElse(Set.of());
    }

    /** The contacts in Xero that mails go to, many at once. */
    public List<XeroListRequest> contactLists(@Header(OverdueRounds.ROUND) OverdueRound round) {
        List<String> contacts = List.copyOf(MailPlanner.contacts(round.mails()));
        List<XeroListRequest> lists = new ArrayList<>();
        for (int from = 0; from < contacts.size(); from += CONTACTS_AT_ONCE) {
            List<String> some = contacts.subList(from, Math.min(from + CONTACTS_AT_ONCE, contacts.size()));
            lists.add(XeroListRequest.of("/Contacts")
                    .with("includeArchived", "true")
                    .with("IDs", String.join(",", some)));
        }
        return lists;
    }

    /** Takes one page of contacts. */
    public void contacts(XeroPage page, @Header(OverdueRounds.ROUND) OverdueRound round) {
        page.elements().stream()
                .map(XeroMailAddressView::of)
                .forEach(contact -> round.contacts().put(contact.id(), contact));
    }

    /** Gives every mail its addresses; one that has none can't be sent, and says so. */
    void address(OverdueRound round) {
        for (OverdueMail mail : round.mails()) {
            Debtor payer = mail.options().payer();
            if (payer != null && mail.options().addresses().isEmpty()) {
                ofContact(mail, payer, round);
            }
            if (mail.isDue() && !mail.isThroughXero() && !mailIsOn) {
                mail.become(State.FAILED, "mail.host is not set, so nothing can be mailed");
            } else if (mail.isDue() && mail.addresses().isEmpty()) {
                mail.become(
                        State.FAILED,
                        "no e-mail address is known: name one in overdue.yaml (to), or in Xero's contact");
            }
        }
    }

    private static void ofContact(OverdueMail mail, Debtor payer, OverdueRound round) {
        XeroMailAddressView contact = round.contacts().get(payer.contactId());
        if (contact == null) {
            return;
        }
        mail.addressed(List.copyOf(new LinkedHashSet<>(
                contact.addresses().stream().filter(MailAddress::isOne).toList())));
        if (mail.isDue() && !contact.active()) {
            mail.become(State.FAILED, "its contact is archived in Xero");
        }
    }
}
