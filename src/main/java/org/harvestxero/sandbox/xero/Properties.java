package org.harvestxero.sandbox.xero;

import static org.harvestxero.sandbox.xero.Property.Kind.BOOL;
import static org.harvestxero.sandbox.xero.Property.Kind.DATE;
import static org.harvestxero.sandbox.xero.Property.Kind.GUID;
import static org.harvestxero.sandbox.xero.Property.Kind.NUMBER;
import static org.harvestxero.sandbox.xero.Property.Kind.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be filtered and ordered by. */
final class Properties {
    private Properties() {}

    static Property.Table<Document> invoices(Books books) {
        return documents(books, "Invoice")
                .fast("InvoiceID", GUID, document -> document.id)
                .fast("InvoiceNumber", STRING, document -> document.number)
                .fast("AmountDue", NUMBER, Document::open)
                .slow("AmountCredited", NUMBER, document -> document.amountCredited)
                .slow("Url", STRING, document -> document.url)
                .slow("ExpectedPaymentDate", DATE, document -> day(document.expectedPaymentDate))
                .slow("PlannedPaymentDate", DATE, document -> day(document.plannedPaymentDate));
    }

    static Property.Table<Document> creditNotes(Books books) {
        return documents(books, "CreditNote")
                .fast("CreditNoteID", GUID, document -> document.id)
                .fast("CreditNoteNumber", STRING, document -> document.number)
                .slow("RemainingCredit", NUMBER, Document::open);
    }

    static Property.Table<BankTransaction> bankTransactions(Books books) {
        return new Property.Table<BankTransaction>("BankTransaction")
                .fast("BankTransactionID", GUID, transaction -> transaction.id)
                .fast("Type", STRING, transaction -> transaction.type.name())
                .fast("Status", STRING, BankTransaction::status)
                .slow("Reference", STRING, transaction -> transaction.reference)
                .slow("Url", STRING, transaction -> transaction.url)
                .slow("IsReconciled", BOOL, transaction -> transaction.reconciled)
                .slow("Total", NUMBER, transaction -> transaction.total)
                .slow("CurrencyCode", STRING, transaction -> transaction.currency)
                .fast("Date", DATE, transaction -> day(transaction.date))
                .slow("BankAccount.AccountID", GUID, transaction -> transaction.bankAccountId)
                .fast("Contact.ContactID", GUID, transaction -> transaction.contactId)
                .fast("UpdatedDateUTC", DATE, transaction -> moment(transaction.updated()));
    }

    static Property.Table<ManualJournal> manualJournals() {
        return new Property.Table<ManualJournal>("ManualJournal")
                .fast("ManualJournalID", GUID, journal -> journal.id)
                .fast("Narration", STRING, journal -> journal.narration)
                .fast("Status", STRING, journal -> journal.status.name())
                .fast("Date", DATE, journal -> day(journal.date))
                .fast("UpdatedDateUTC", DATE, journal -> moment(journal.updated()));
    }

    private static Property.Table<Document> documents(Books books, String typeName) {
        return new Property.Table<Document>(typeName)
                .fast("Type", STRING, document -> document.type.name())
                .fast("Status", STRING, document -> document.status.name())
                .fast("Reference", STRING, document -> document.reference)
                .fast("Contact.ContactID", GUID, document -> document.contactId)
                .fast("Contact.Name", STRING, contactOf(books, contact -> contact.name))
                .fast("Contact.ContactNumber", STRING, contactOf(books, contact -> contact.contactNumber))
                .fast("Date", DATE, document -> day(document.date))
                .fast("DueDate", DATE, document -> day(document.dueDate))
                .fast("AmountPaid", NUMBER, document -> document.amountPaid)
                .fast("UpdatedDateUTC", DATE, document -> moment(document.updated))
                .slow("Total", NUMBER, document -> document.total)
                .slow("SubTotal", NUMBER, document -> document.subTotal)
                .slow("TotalTax", NUMBER, document -> document.totalTax)
                .slow("CurrencyCode", STRING, document -> document.currency)
                .slow("SentToContact", BOOL, document -> document.sentToContact)
                .slow("BrandingThemeID", GUID, document -> document.brandingThemeId)
                .slow("FullyPaidOnDate", DATE, document -> day(document.fullyPaidOn));
    }

    private static Function<Document, @Nullable Object> contactOf(
            Books books, Function<Contact, @Nullable Object> read) {
        return document -> {
            Contact contact = document.contactId == null ? null : books.contacts.get(document.contactId);
            return contact == null ? null : read.apply(contact);
        };
    }

    static Property.Table<Contact> contacts() {
        return new Property.Table<Contact>("Contact")
                .fast("Name", STRING, contact -> contact.name)
                .fast("EmailAddress", STRING, contact -> contact.text("EmailAddress"))
                .fast("AccountNumber", STRING, contact -> contact.text("AccountNumber"))
                .slow("ContactID", GUID, contact -> contact.id)
                .slow("ContactNumber", STRING, contact -> contact.contactNumber)
                .slow("ContactStatus", STRING, contact -> contact.status.name())
                .slow("FirstName", STRING, contact -> contact.text("FirstName"))
                .slow("LastName", STRING, contact -> contact.text("LastName"))
                .slow("IsCustomer", BOOL, contact -> contact.customer)
                .slow("IsSupplier", BOOL, contact -> contact.supplier)
                .fast("UpdatedDateUTC", DATE, contact -> moment(contact.updated));
    }

    static Property.Table<Payment> payments(Books books) {
        return new Property.Table<Payment>("Payment")
                .fast("PaymentID", GUID, Payment::id)
                .fast("PaymentType", STRING, payment -> payment.documentType().paymentType())
                .fast("Status", STRING, Payment::status)
                .fast("Reference", STRING, Payment::reference)
                .fast("Date", DATE, payment -> day(payment.date()))
                .fast(
                        "Invoice.InvoiceID",
                        GUID,
                        payment -> payment.documentType().noun().equals("Invoice") ? payment.documentId() : null)
                .slow("Invoice.InvoiceNumber", STRING, payment -> numberOf(books, payment))
                .slow("Amount", NUMBER, Payment::amount)
                .slow("IsReconciled", BOOL, Payment::reconciled)
                .slow("Account.AccountID", GUID, Payment::accountId)
                .fast("UpdatedDateUTC", DATE, payment -> moment(payment.updated()));
    }

    static Property.Table<BatchPayment> batchPayments() {
        return new Property.Table<BatchPayment>("BatchPayment")
                .fast("Type", STRING, BatchPayment::type)
                .fast("Status", STRING, BatchPayment::status)
                .fast("Account.AccountID", GUID, BatchPayment::accountId)
                .slow("BatchPaymentID", GUID, BatchPayment::id)
                .slow("Date", DATE, batch -> day(batch.date()))
                .fast("UpdatedDateUTC", DATE, batch -> moment(batch.updated()));
    }

    /** Of overpayments or prepayments. */
    static Property.Table<Document> prepaid(Books books, DocumentType type) {
        return documents(books, type.noun())
                .fast(type.noun() + "ID", GUID, document -> document.id)
                .slow("RemainingCredit", NUMBER, Document::open);
    }

    static Property.Table<Account> accounts() {
        return new Property.Table<Account>("Account")
                .fast("AccountID", GUID, Account::id)
                .fast("Code", STRING, Account::code)
                .fast("Name", STRING, Account::name)
                .fast("Status", STRING, account -> account.status().name())
                .fast("Type", STRING, account -> account.type().name())
                .fast("Class", STRING, account -> account.type().accountClass())
                .fast("TaxType", STRING, Account::taxType)
                .slow("EnablePaymentsToAccount", BOOL, Account::takesPayments)
                .slow("SystemAccount", STRING, Account::systemAccount)
                .slow("CurrencyCode", STRING, Account::currency)
                .fast("UpdatedDateUTC", DATE, account -> moment(account.updated()));
    }

    static Property.Table<TaxRate> taxRates() {
        return new Property.Table<TaxRate>("TaxRate")
                .fast("Name", STRING, TaxRate::name)
                .fast("TaxType", STRING, TaxRate::taxType)
                .fast("Status", STRING, TaxRate::status)
                .slow("ReportTaxType", STRING, TaxRate::reportTaxType)
                .slow("DisplayTaxRate", NUMBER, TaxRate::rate)
                .slow("EffectiveRate", NUMBER, TaxRate::rate)
                .slow("CanApplyToAssets", BOOL, rate -> rate.classes().contains("ASSET"))
                .slow("CanApplyToEquity", BOOL, rate -> rate.classes().contains("EQUITY"))
                .slow("CanApplyToExpenses", BOOL, rate -> rate.classes().contains("EXPENSE"))
                .slow("CanApplyToLiabilities", BOOL, rate -> rate.classes().contains("LIABILITY"))
                .slow("CanApplyToRevenue", BOOL, rate -> rate.classes().contains("REVENUE"));
    }

    static Property.Table<Item> items() {
        return new Property.Table<Item>("Item")
                .fast("ItemID", GUID, Item::id)
                .fast("Code", STRING, Item::code)
                .fast("Name", STRING, Item::name)
                .slow("Description", STRING, Item::description)
                .slow("IsSold", BOOL, item -> true)
                .slow("IsPurchased", BOOL, item -> false)
                .slow("IsTrackedAsInventory", BOOL, item -> false)
                .slow("SalesDetails.UnitPrice", NUMBER, Item::unitPrice)
                .slow("SalesDetails.AccountCode", STRING, Item::accountCode)
                .slow("SalesDetails.TaxType", STRING, Item::taxType)
                .fast("UpdatedDateUTC", DATE, item -> moment(item.updated()));
    }

    static Property.Table<Map.Entry<String, String>> currencies() {
        return new Property.Table<Map.Entry<String, String>>("Currency")
                .fast("Code", STRING, Map.Entry::getKey)
                .fast("Description", STRING, Map.Entry::getValue);
    }

    static Property.Table<TrackingCategory> trackingCategories() {
        return new Property.Table<TrackingCategory>("TrackingCategory")
                .fast("TrackingCategoryID", GUID, category -> category.id)
                .fast("Name", STRING, category -> category.name)
                .fast("Status", STRING, category -> category.archived ? "ARCHIVED" : "ACTIVE");
    }

    static Property.Table<ContactGroup> contactGroups() {
        return new Property.Table<ContactGroup>("ContactGroup")
                .fast("ContactGroupID", GUID, group -> group.id)
                .fast("Name", STRING, group -> group.name)
                .fast("Status", STRING, group -> "ACTIVE");
    }

    /** Of a user as it is shown. */
    static Property.Table<JsonNode> users() {
        Property.Table<JsonNode> table = new Property.Table<>("User");
        for (String name : List.of("EmailAddress", "FirstName", "LastName", "OrganisationRole")) {
            table.fast(name, STRING, user -> user.path(name).asText());
        }
        return table.fast(
                        "UserID",
                        GUID,
                        user -> Fields.idOrNull(user.path("UserID").asText()))
                .slow("IsSubscriber", BOOL, user -> user.path("IsSubscriber").asBoolean());
    }

    private static @Nullable Object numberOf(Books books, Payment payment) {
        Document document = payment.documentId() == null ? null : books.invoices.get(payment.documentId());
        return document == null ? null : document.number;
    }

    private static @Nullable LocalDateTime day(@Nullable LocalDate date) {
        return date == null ? null : date.atStartOfDay();
    }

    private static LocalDateTime moment(long epochMillis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
    }
}
