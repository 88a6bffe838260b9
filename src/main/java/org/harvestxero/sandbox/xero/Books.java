package org.harvestxero.sandbox.xero;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What one organisation holds, with the indexes that keep look-ups fast at 100,000 invoices. */
final class Books {
    final Organisation organisation;
    final Clock clock;
    final Shelf<Contact> contacts = new Shelf<>();
    final Shelf<Document> invoices = new Shelf<>();
    final Shelf<Document> creditNotes = new Shelf<>();
    final Shelf<Document> overpayments = new Shelf<>();
    final Shelf<Document> prepayments = new Shelf<>();
    final Shelf<Payment> payments = new Shelf<>();
    final Shelf<BatchPayment> batchPayments = new Shelf<>();
    final Shelf<BankTransaction> bankTransactions = new Shelf<>();
    final Shelf<ManualJournal> manualJournals = new Shelf<>();
    final List<ContactGroup> groups = new ArrayList<>();
    final Map<UUID, List<Attachment>> attachments = new HashMap<>();
    final Map<UUID, List<Note>> notes = new HashMap<>();
    final Map<UUID, Integer> mailsSent = new HashMap<>();

    private final RandomGenerator random;
    private final Map<String, UUID> activeContactByName = new HashMap<>();
    private final Map<String, UUID> contactByNumber = new HashMap<>();
    private final Map<String, UUID> salesInvoiceByNumber = new HashMap<>();
    private final Map<String, Set<UUID>> billsByNumber = new HashMap<>();
    private final Map<String, UUID> creditNoteByNumber = new HashMap<>();
    private final Map<UUID, Set<UUID>> invoicesByContact = new HashMap<>();
    private int lastInvoiceNumber;
    private int lastCreditNoteNumber;

    Books(Organisation organisation, Clock clock, RandomGenerator random) {
        this.organisation = organisation;
        this.clock = clock;
        this.random = random;
        contacts.addIndex(this::indexContact);
        invoices.addIndex(this::indexInvoice);
        creditNotes.addIndex((old, now) -> indexNumber(creditNoteByNumber, old, now));
    }

    /** A file on a document or contact. */
    record Attachment(UUID id, String fileName, String mimeType, boolean includeOnline, byte[] content) {}

    /** An entry in the history of a document or contact. */
    record Note(String changes, long at, String user, String details) {}

    UUID newId() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    long now() {
        return clock.millis();
    }

    @Nullable
    Contact activeContact(String name) {
        UUID id = activeContactByName.get(key(name));
        return id == null ? null : contacts.get(id);
    }

    /** Active or archived: a contact number is never free again. */
    @Nullable
    Contact contactNumbered(String contactNumber) {
        UUID id = contactByNumber.get(key(contactNumber));
        return id == null ? null : contacts.get(id);
    }

    /** The sales invoice that holds or once held this number; voided and deleted ones keep theirs. */
    @Nullable
    Document salesInvoice(String number) {
        UUID id = salesInvoiceByNumber.get(key(number));
        return id == null ? null : invoices.get(id);
    }

    /** The sales invoice of the number and all bills of it: those may be many. */
    List<Document> numberedInvoices(String number) {
        List<Document> numbered = new ArrayList<>();
        Document sales = salesInvoice(number);
        if (sales != null) {
            numbered.add(sales);
        }
        for (UUID bill : billsByNumber.getOrDefault(key(number), Set.of())) {
            numbered.add(Objects.requireNonNull(invoices.get(bill)));
        }
        return numbered;
    }

    @Nullable
    Document creditNote(String number) {
        UUID id = creditNoteByNumber.get(key(number));
        return id == null ? null : creditNotes.get(id);
    }

    /** Nobody knows whether that renews the contact's {@code UpdatedDateUTC}. */
    void join(ContactGroup group, Contact contact) {
        if (group.members.add(contact.id) && organisation.groupsTouchContacts) {
            Contact touched = contact.copy();
            touched.updated = now();
            contacts.put(touched);
        }
    }

    List<ContactGroup> activeGroups() {
        return groups.stream().filter(group -> !group.deleted).toList();
    }

    List<ContactGroup> groupsOf(UUID contact) {
        return activeGroups().stream()
                .filter(group -> group.members.contains(contact))
                .toList();
    }

    Set<UUID> invoicesOf(UUID contact) {
        return invoicesByContact.getOrDefault(contact, Set.of());
    }

    Shelf<Document> shelf(DocumentType type) {
        return switch (type) {
            case ACCREC, ACCPAY -> invoices;
            case ACCRECCREDIT, ACCPAYCREDIT -> creditNotes;
            case AROVERPAYMENT -> overpayments;
            case ARPREPAYMENT -> prepayments;
        };
    }

    @Nullable
    Document numbered(DocumentType type, String number) {
        if (type.credit()) {
            return creditNote(number);
        }
        return type == DocumentType.ACCREC ? salesInvoice(number) : null;
    }

    String nextNumber(DocumentType type) {
        String number;
        do {
            number = type.credit()
                    ? String.format(Locale.ROOT, "CN-%04d", ++lastCreditNoteNumber)
                    : String.format(Locale.ROOT, "INV-%04d", ++lastInvoiceNumber);
        } while (numbered(type, number) != null);
        return number;
    }

    private void indexContact(@Nullable Contact old, Contact now) {
        if (old != null && old.active()) {
            activeContactByName.remove(key(old.name), old.id);
        }
        if (old != null && old.contactNumber != null) {
            contactByNumber.remove(key(old.contactNumber), old.id);
        }
        if (now.active()) {
            activeContactByName.put(key(now.name), now.id);
        }
        if (now.contactNumber != null) {
            contactByNumber.put(key(now.contactNumber), now.id);
        }
    }

    private void indexInvoice(@Nullable Document old, Document now) {
        if (now.type == DocumentType.ACCREC) {
            indexNumber(salesInvoiceByNumber, old, now);
        } else {
            indexBill(old, now);
        }
        if (old != null && old.contactId != null && !old.contactId.equals(now.contactId)) {
            invoicesByContact.getOrDefault(old.contactId, new HashSet<>()).remove(old.id);
        }
        if (now.contactId != null) {
            invoicesByContact
                    .computeIfAbsent(now.contactId, contact -> new HashSet<>())
                    .add(now.id);
        }
    }

    private void indexBill(@Nullable Document old, Document now) {
        if (old != null && old.number != null) {
            billsByNumber.getOrDefault(key(old.number), new HashSet<>()).remove(old.id);
        }
        if (now.number != null) {
            billsByNumber
                    .computeIfAbsent(key(now.number), number -> new LinkedHashSet<>())
                    .add(now.id);
        }
    }

    private static void indexNumber(Map<String, UUID> index, @Nullable Document old, Document now) {
        if (old != null && old.number != null) {
            index.remove(key(old.number), old.id);
        }
        if (now.number != null) {
            index.put(key(now.number), now.id);
        }
    }

    void addNote(UUID owner, String changes, String user, String details) {
        notes.computeIfAbsent(owner, id -> new ArrayList<>()).add(new Note(changes, now(), user, details));
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
