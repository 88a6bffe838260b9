package org.harvestxero.copy.expense;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.harvestxero.copy.contact.ContactAdoption;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPersonView;
import org.harvestxero.mapping.contact.ContactMatch;
import org.harvestxero.mapping.contact.SupplierMatcher;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.expense.SourceExpense;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.jspecify.annotations.Nullable;

/** Finds or plans the Xero contact of a person who spent money: one intent a person, never a guess. */
final class SupplierPlanner {
    private final ConnectionStore store;
    private final StageInputs inputs;
    private final ContactAdoption adoption;
    private final PersonContacts people;

    SupplierPlanner(ConnectionStore store, StageInputs inputs, Clock clock) {
        this.store = store;
        this.inputs = inputs;
        this.adoption = new ContactAdoption(store, clock);
        this.people = new PersonContacts(store);
    }

    /**
     * What is known of a contact.
     *
     * @param contact as listed; null when it is still to be made
     * @param waits why nothing can be decided now; null when it can
     * @param problem why a person has to see to it; null otherwise
     */
    record Supplier(
            @Nullable XeroContact contact,
            @Nullable String waits,
            @Nullable Problem problem) {
        static Supplier of(@Nullable XeroContact contact) {
            return new Supplier(contact, null, null);
        }

        static Supplier waiting(String why) {
            return new Supplier(null, why, null);
        }

        static Supplier refused(Problem problem) {
            return new Supplier(null, null, problem);
        }
    }

    /** Whether Xero's contacts have to be listed for this person. */
    boolean isUnknown(long person) {
        return store.links().find(Kind.SUPPLIER, person).isEmpty();
    }

    /** Sees to it that the person has a contact, or will have one. */
    Supplier of(SourceExpense.Person person, boolean created) {
        Optional<Link> link = store.links().find(Kind.SUPPLIER, person.id());
        if (link.isPresent()) {
            return Supplier.of(byId(link.get().targetId()).orElse(null));
        }
        List<Row> open = store.outbox().openOf(Kind.SUPPLIER, person.id());
        if (open.stream().anyMatch(row -> row.state() != OutboxState.FAILED)) {
            return Supplier.of(null);
        }
        Optional<String> unread = inputs.missingContacts();
        if (unread.isPresent()) {
            return Supplier.waiting(unread.get());
        }
        SupplierMatcher.Person known = known(person);
        ContactMatch match = people.match(known, created);
        if (match instanceof ContactMatch.Found found) {
            adoption.link(Kind.SUPPLIER, person.id(), found.contact(), open);
            return Supplier.of(found.contact());
        }
        if (match instanceof ContactMatch.Missing missing) {
            create(missing.contact());
            return Supplier.of(null);
        }
        return Supplier.refused(((ContactMatch.Unclear) match).problem());
    }

    private SupplierMatcher.Person known(SourceExpense.Person person) {
        return store.documents()
                .find(Kind.PERSON, person.id())
                .map(document -> HarvestPersonView.of(HarvestElement.parse(document.content())))
                .map(view -> new SupplierMatcher.Person(
                        person.id(),
                        view.name().full().isEmpty()
                                ? person.name()
                                : view.name().full(),
                        view.name().first(),
                        view.name().last(),
                        view.email()))
                .orElseGet(() -> new SupplierMatcher.Person(person.id(), person.name(), null, null, null));
    }

    /** A contact that a rule names: by ContactID, by contact code, or by name where only one has it. */
    Supplier named(String contact) {
        Optional<XeroContact> byId = byId(contact).filter(XeroContact::active);
        if (byId.isPresent()) {
            return Supplier.of(byId.get());
        }
        Optional<String> unread = inputs.missingContacts();
        List<XeroContact> found = people.sharing(contact, contact, null).stream()
                .filter(XeroContact::active)
                .filter(each -> contact.equals(each.contactNumber()) || Texts.same(each.name(), contact))
                .toList();
        if (found.size() == 1) {
            return Supplier.of(found.get(0));
        }
        return unread.isPresent()
                ? Supplier.waiting(unread.get())
                : Supplier.refused(Problem.of(FailureCode.EXPENSE_CONTACT_UNKNOWN, contact));
    }

    private Optional<XeroContact> byId(String contactId) {
        return store.contacts().byId(contactId).map(content -> StoredJson.read(content, XeroContact.class));
    }

    private void create(TargetContact contact) {
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.SUPPLIER,
                        contact.clientId(),
                        Revision.of(RevisionKind.CONTACT),
                        Action.CREATE,
                        contact.clientId(),
                        "0",
                        null,
                        StoredJson.write(contact),
                        null,
                        contact.name(),
                        null,
                        null,
                        null));
    }
}
