package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.xero.api.ApiClient;
import com.xero.api.XeroBadRequestException;
import com.xero.api.client.AccountingApi;
import com.xero.api.client.IdentityApi;
import com.xero.models.accounting.Account;
import com.xero.models.accounting.AccountType;
import com.xero.models.accounting.Accounts;
import com.xero.models.accounting.Allocation;
import com.xero.models.accounting.Allocations;
import com.xero.models.accounting.BankTransaction;
import com.xero.models.accounting.BankTransactions;
import com.xero.models.accounting.Contact;
import com.xero.models.accounting.Contacts;
import com.xero.models.accounting.CreditNote;
import com.xero.models.accounting.CreditNotes;
import com.xero.models.accounting.Currency;
import com.xero.models.accounting.CurrencyCode;
import com.xero.models.accounting.HistoryRecord;
import com.xero.models.accounting.HistoryRecords;
import com.xero.models.accounting.Invoice;
import com.xero.models.accounting.Invoices;
import com.xero.models.accounting.Item;
import com.xero.models.accounting.Items;
import com.xero.models.accounting.LineItem;
import com.xero.models.accounting.LineItemTracking;
import com.xero.models.accounting.Payment;
import com.xero.models.accounting.PaymentDelete;
import com.xero.models.accounting.Payments;
import com.xero.models.accounting.Purchase;
import com.xero.models.accounting.RequestEmpty;
import com.xero.models.accounting.TaxComponent;
import com.xero.models.accounting.TaxRate;
import com.xero.models.accounting.TaxRates;
import com.xero.models.accounting.TrackingCategory;
import com.xero.models.accounting.TrackingOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threeten.bp.LocalDate;
import org.threeten.bp.OffsetDateTime;

/** Xero's own Java client does with the sandbox what it does with Xero: what it can't read or send is a fault of the sandbox. */
class XeroSdkIT {
    private static final OffsetDateTime ALWAYS = null;

    private final MovableClock clock = new MovableClock("2026-11-02T09:00:00Z");
    private XeroSandbox sandbox;
    private AccountingApi xero;
    private String token;
    private String tenant;

    @BeforeEach
    void connect() throws IOException {
        sandbox = XeroSandbox.start(XeroSandboxOptions.defaults()
                .withoutLimits()
                .withConnectionsOfCustomConnections()
                .withClock(clock));
        token = new TestClient(sandbox)
                .form("/connect/token", "grant_type=client_credentials")
                .json()
                .path("access_token")
                .asText();
        ApiClient client = new ApiClient(sandbox.baseUrl() + "/api.xro/2.0", null, null, null, null);
        sendsOnlyWhatXeroKnows(client.getObjectMapper());
        xero = new AccountingApi(client);
        tenant = new IdentityApi(new ApiClient(sandbox.baseUrl(), null, null, null, null))
                .getConnections(token, null)
                .get(0)
                .getTenantId()
                .toString();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** The client takes its own helpers for fields and would send them. */
    private static void sendsOnlyWhatXeroKnows(ObjectMapper mapper) {
        for (Class<?> type :
                List.of(Invoice.class, CreditNote.class, Payment.class, Allocation.class, BankTransaction.class)) {
            mapper.addMixIn(type, WithoutHelpers.class);
        }
    }

    @JsonIgnoreProperties({
        "dateAsDate",
        "dueDateAsDate",
        "expectedPaymentDateAsDate",
        "plannedPaymentDateAsDate",
        "fullyPaidOnDateAsDate",
        "updatedDateUTCAsDate"
    })
    private interface WithoutHelpers {}

    @Test
    void readsTheOrganisationAndWhatItMayDo() throws IOException {
        var organisation =
                xero.getOrganisations(token, tenant).getOrganisations().get(0);

        assertThat(organisation.getName()).isEqualTo("Sandbox Studio Ltd");
        assertThat(organisation.getBaseCurrency()).isEqualTo(CurrencyCode.GBP);
        assertThat(xero.getOrganisationActions(token, tenant).getActions())
                .anySatisfy(action -> assertThat(action.getName()).isEqualTo("CreateApprovedInvoice"));
        var users = xero.getUsers(token, tenant, ALWAYS, "EmailAddress==\"bookkeeper@example.com\"", null)
                .getUsers();
        assertThat(users).hasSize(1);
        assertThat(xero.getUser(token, tenant, users.get(0).getUserID()).getUsers())
                .hasSize(1);
        assertThat(xero.getInvoiceReminders(token, tenant).getInvoiceReminders())
                .hasSize(1);
        var theme = xero.getBrandingThemes(token, tenant).getBrandingThemes().get(0);
        assertThat(xero.getBrandingTheme(token, tenant, theme.getBrandingThemeID())
                        .getBrandingThemes()
                        .get(0)
                        .getName())
                .isEqualTo(theme.getName());
    }

    @Test
    void accountsAreFilteredOrderedAndReadSinceAChange() throws IOException {
        List<Account> banks = xero.getAccounts(token, tenant, ALWAYS, "Type==\"BANK\" AND Status==\"ACTIVE\"", null)
                .getAccounts();
        assertThat(banks)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getType()).isEqualTo(AccountType.BANK));
        List<Account> descending = xero.getAccounts(token, tenant, ALWAYS, "Class==\"REVENUE\"", "Code DESC")
                .getAccounts();
        assertThat(descending).extracting(Account::getCode).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(descending).extracting(Account::getCode).contains("200").doesNotContain("090");

        clock.advance(Duration.ofMinutes(10));
        Account made = xero.createAccount(
                        token,
                        tenant,
                        new Account()
                                .code("245")
                                .name("Retainers")
                                .type(AccountType.REVENUE)
                                .taxType("OUTPUT2"),
                        null)
                .getAccounts()
                .get(0);

        assertThat(xero.getAccounts(token, tenant, OffsetDateTime.parse("2026-11-02T09:05:00Z"), null, null)
                        .getAccounts())
                .extracting(Account::getCode)
                .containsExactly("245");
        assertThat(xero.getAccount(token, tenant, made.getAccountID()).getAccounts())
                .hasSize(1);
        Account renamed = xero.updateAccount(
                        token,
                        tenant,
                        made.getAccountID(),
                        new Accounts()
                                .addAccountsItem(
                                        new Account().name("Monthly retainers").code("246")),
                        null)
                .getAccounts()
                .get(0);
        assertThat(renamed.getName()).isEqualTo("Monthly retainers");
        assertThat(renamed.getCode()).isEqualTo("246");
        xero.createAccountAttachmentByFileName(
                token,
                tenant,
                made.getAccountID(),
                "policy.txt",
                bytes("How retainers are booked"),
                null,
                "text/plain");
        assertThat(xero.getAccountAttachments(token, tenant, made.getAccountID())
                        .getAttachments())
                .hasSize(1);
        assertThat(xero.deleteAccount(token, tenant, made.getAccountID())
                        .getAccounts()
                        .get(0)
                        .getStatus()
                        .getValue())
                .isEqualTo("DELETED");
        assertThat(xero.getAccounts(token, tenant, ALWAYS, "Code==\"246\"", null)
                        .getAccounts())
                .isEmpty();
    }

    @Test
    void taxRatesAndCurrenciesAreFilteredMadeAndChanged() throws IOException {
        assertThat(xero.getTaxRates(token, tenant, "TaxType==\"OUTPUT2\"", null, null)
                        .getTaxRates())
                .extracting(TaxRate::getTaxType)
                .containsExactly("OUTPUT2");
        assertThat(xero.getTaxRates(token, tenant, "CanApplyToRevenue==true", "Name DESC", null)
                        .getTaxRates())
                .isNotEmpty()
                .allSatisfy(rate -> assertThat(rate.getCanApplyToRevenue()).isTrue());
        assertThat(xero.getTaxRates(token, tenant, null, null, "NONE").getTaxRates())
                .hasSize(1);
        TaxRate made = xero.createTaxRates(
                        token,
                        tenant,
                        new TaxRates()
                                .addTaxRatesItem(new TaxRate()
                                        .name("Reduced")
                                        .reportTaxType(TaxRate.ReportTaxTypeEnum.OUTPUT)
                                        .addTaxComponentsItem(
                                                new TaxComponent().name("VAT").rate(5.0))),
                        null)
                .getTaxRates()
                .get(0);
        assertThat(made.getTaxType()).isEqualTo("TAX002");
        assertThat(made.getEffectiveRate()).isEqualTo(5.0);
        assertThat(xero.updateTaxRate(
                                token,
                                tenant,
                                new TaxRates()
                                        .addTaxRatesItem(new TaxRate()
                                                .name("Reduced")
                                                .taxType("TAX002")
                                                .status(TaxRate.StatusEnum.DELETED)),
                                null)
                        .getTaxRates()
                        .get(0)
                        .getStatus())
                .isEqualTo(TaxRate.StatusEnum.DELETED);
        xero.createCurrency(token, tenant, new Currency().code(CurrencyCode.SEK).description("Swedish Krona"), null);
        assertThat(xero.getCurrencies(token, tenant, "Code==\"SEK\"", null).getCurrencies())
                .hasSize(1);
    }

    @Test
    void itemsAreFilteredWrittenAndReadSinceAChange() throws IOException {
        clock.advance(Duration.ofMinutes(10));
        xero.createItems(
                token,
                tenant,
                new Items()
                        .addItemsItem(new Item().code("DESIGN").name("Design").salesDetails(price(120.0)))
                        .addItemsItem(new Item().code("HOST").name("Hosting").salesDetails(price(15.5))),
                null,
                false,
                4);

        List<Item> found =
                xero.getItems(token, tenant, ALWAYS, "Code==\"HOST\"", null, 4).getItems();
        assertThat(found).extracting(Item::getName).containsExactly("Hosting");
        assertThat(found.get(0).getSalesDetails().getUnitPrice()).isEqualTo(15.5);
        clock.advance(Duration.ofMinutes(10));
        UUID hosting = found.get(0).getItemID();
        xero.updateItem(
                token,
                tenant,
                hosting,
                new Items().addItemsItem(new Item().code("HOSTING").name("Hosting, monthly")),
                null,
                4);
        assertThat(xero.getItems(token, tenant, OffsetDateTime.parse("2026-11-02T09:15:00Z"), null, "Code", 4)
                        .getItems())
                .extracting(Item::getCode)
                .containsExactly("HOSTING");
        assertThat(xero.updateOrCreateItems(
                                token,
                                tenant,
                                new Items()
                                        .addItemsItem(new Item().code("DESIGN").name("Design work")),
                                null,
                                false,
                                4)
                        .getItems()
                        .get(0)
                        .getName())
                .isEqualTo("Design work");
        assertThat(xero.getItem(token, tenant, hosting, 4).getItems().get(0).getName())
                .isEqualTo("Hosting, monthly");
        xero.createItemHistory(token, tenant, hosting, note("Price reviewed"), null);
        assertThat(xero.getItemHistory(token, tenant, hosting).getHistoryRecords())
                .extracting(HistoryRecord::getDetails)
                .contains("Price reviewed");
        xero.deleteItem(token, tenant, hosting);
        assertThat(xero.getItems(token, tenant, ALWAYS, "Code==\"HOSTING\"", null, 4)
                        .getItems())
                .isEmpty();
    }

    @Test
    void contactsAreMadeFoundChangedAndArchived() throws IOException {
        Contact acme = contact("Acme Widgets Ltd", "A-17");

        assertThat(xero.getContact(token, tenant, acme.getContactID()).getContacts())
                .hasSize(1);
        assertThat(xero.getContactByContactNumber(token, tenant, "A-17")
                        .getContacts()
                        .get(0)
                        .getName())
                .isEqualTo("Acme Widgets Ltd");
        assertThat(xero.getContacts(
                                token, tenant, ALWAYS, "Name.StartsWith(\"Acme\")", "Name", null, 1, null, null, null)
                        .getContacts())
                .hasSize(1);
        assertThat(xero.getContacts(
                                token, tenant, ALWAYS, null, null, List.of(acme.getContactID()), null, true, true, null)
                        .getContacts())
                .hasSize(1);
        xero.updateContact(
                token,
                tenant,
                acme.getContactID(),
                new Contacts().addContactsItem(new Contact().emailAddress("ap@example.com")),
                null);
        xero.updateOrCreateContacts(
                token,
                tenant,
                new Contacts()
                        .addContactsItem(
                                new Contact().contactID(acme.getContactID()).taxNumber("GB1")),
                null,
                false);
        Contact read = xero.getContact(token, tenant, acme.getContactID())
                .getContacts()
                .get(0);
        assertThat(read.getEmailAddress()).isEqualTo("ap@example.com");
        assertThat(read.getTaxNumber()).isEqualTo("GB1");
        xero.createContactHistory(token, tenant, acme.getContactID(), note("Called"), null);
        assertThat(xero.getContactHistory(token, tenant, acme.getContactID()).getHistoryRecords())
                .hasSize(1);
        xero.createContactAttachmentByFileName(
                token, tenant, acme.getContactID(), "terms.txt", bytes("Net 30"), null, "text/plain");
        assertThat(xero.getContactAttachments(token, tenant, acme.getContactID())
                        .getAttachments())
                .hasSize(1);
    }

    @Test
    void anInvoiceIsMadeSentReadPrintedAndVoided() throws IOException {
        Contact acme = contact("Acme Widgets Ltd", "A-17");
        Invoice made = invoice(acme, "INV-1", 12.5, 100.0);

        assertThat(made.getTotal()).isEqualTo(1500.0);
        assertThat(made.getTotalTax()).isEqualTo(250.0);
        Invoice read = xero.getInvoice(token, tenant, made.getInvoiceID(), 4)
                .getInvoices()
                .get(0);
        assertThat(read.getDateAsDate()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(read.getAmountDue()).isEqualTo(1500.0);
        assertThat(xero.getInvoices(
                                token,
                                tenant,
                                ALWAYS,
                                "Type==\"ACCREC\"",
                                "InvoiceNumber DESC",
                                null,
                                List.of("INV-1"),
                                null,
                                List.of("AUTHORISED"),
                                1,
                                null,
                                null,
                                4,
                                null)
                        .getInvoices())
                .hasSize(1);
        assertThat(xero.getOnlineInvoice(token, tenant, made.getInvoiceID())
                        .getOnlineInvoices()
                        .get(0)
                        .getOnlineInvoiceUrl())
                .startsWith("https://in.xero.com/");
        xero.emailInvoice(token, tenant, made.getInvoiceID(), new RequestEmpty(), null);
        assertThat(text(xero.getInvoiceAsPdf(token, tenant, made.getInvoiceID())))
                .startsWith("%PDF-");
        xero.createInvoiceAttachmentByFileName(
                token, tenant, made.getInvoiceID(), "hours.txt", bytes("12.50 h"), null, true, "text/plain");
        assertThat(text(xero.getInvoiceAttachmentByFileName(
                        token, tenant, made.getInvoiceID(), "hours.txt", "text/plain")))
                .isEqualTo("12.50 h");
        UUID file = xero.getInvoiceAttachments(token, tenant, made.getInvoiceID())
                .getAttachments()
                .get(0)
                .getAttachmentID();
        assertThat(text(xero.getInvoiceAttachmentById(token, tenant, made.getInvoiceID(), file, "text/plain")))
                .isEqualTo("12.50 h");
        xero.updateInvoiceAttachmentByFileName(
                token, tenant, made.getInvoiceID(), "hours.txt", bytes("12.50 hours"), null, "text/plain");
        xero.createInvoiceHistory(token, tenant, made.getInvoiceID(), note("Copied from Harvest"), null);
        assertThat(xero.getInvoiceHistory(token, tenant, made.getInvoiceID()).getHistoryRecords())
                .extracting(HistoryRecord::getDetails)
                .contains("Copied from Harvest");
        Invoice changed = xero.updateInvoice(
                        token,
                        tenant,
                        made.getInvoiceID(),
                        new Invoices().addInvoicesItem(new Invoice().reference("PO 4711")),
                        null,
                        4)
                .getInvoices()
                .get(0);
        assertThat(changed.getReference()).isEqualTo("PO 4711");
        Invoice voided = xero.updateOrCreateInvoices(
                        token,
                        tenant,
                        new Invoices()
                                .addInvoicesItem(new Invoice()
                                        .invoiceID(made.getInvoiceID())
                                        .status(Invoice.StatusEnum.VOIDED)),
                        null,
                        false,
                        4)
                .getInvoices()
                .get(0);
        assertThat(voided.getStatus()).isEqualTo(Invoice.StatusEnum.VOIDED);
    }

    @Test
    void aRepeatedRequestUnderItsKeyMakesOneInvoice() throws IOException {
        Contact acme = contact("Acme Widgets Ltd", "A-17");
        Invoices one = new Invoices().addInvoicesItem(unsent(acme, "INV-7", 1.0, 80.0));

        UUID first = xero.createInvoices(token, tenant, one, "key-1", false, 4)
                .getInvoices()
                .get(0)
                .getInvoiceID();
        UUID again = xero.createInvoices(token, tenant, one, "key-1", false, 4)
                .getInvoices()
                .get(0)
                .getInvoiceID();

        assertThat(again).isEqualTo(first);
    }

    @Test
    void aRefusalNamesTheElementAndItsReason() throws IOException {
        Contact acme = contact("Acme Widgets Ltd", "A-17");
        Invoice wrong = unsent(acme, "INV-8", 1.0, 80.0);
        wrong.getLineItems().get(0).accountCode("999X");

        assertThatThrownBy(
                        () -> xero.createInvoices(token, tenant, new Invoices().addInvoicesItem(wrong), null, true, 4))
                .isInstanceOfSatisfying(
                        XeroBadRequestException.class,
                        refusal -> assertThat(refusal.getElements().get(0).getValidationErrors())
                                .anySatisfy(
                                        error -> assertThat(error.getMessage()).contains("999X")));
    }

    @Test
    void paymentsAreMadeReadAndDeleted() throws IOException {
        Contact acme = contact("Acme Widgets Ltd", "A-17");
        Invoice made = invoice(acme, "INV-2", 10.0, 100.0);

        Payment paid = xero.createPayment(token, tenant, payment(made, 400.0), null)
                .getPayments()
                .get(0);
        xero.createPayments(token, tenant, new Payments().addPaymentsItem(payment(made, 100.0)), null, false);

        assertThat(xero.getPayment(token, tenant, paid.getPaymentID())
                        .getPayments()
                        .get(0)
                        .getAmount())
                .isEqualTo(400.0);
        assertThat(xero.getPayments(token, tenant, ALWAYS, "Status==\"AUTHORISED\"", "Date", 1)
                        .getPayments())
                .hasSize(2);
        xero.createPaymentHistory(token, tenant, paid.getPaymentID(), note("By card"), null);
        assertThat(xero.getPaymentHistory(token, tenant, paid.getPaymentID()).getHistoryRecords())
                .extracting(HistoryRecord::getDetails)
                .contains("By card");
        assertThat(xero.deletePayment(token, tenant, paid.getPaymentID(), new PaymentDelete().status("DELETED"), null)
                        .getPayments()
                        .get(0)
                        .getStatus()
                        .getValue())
                .isEqualTo("DELETED");
        assertThat(xero.getInvoice(token, tenant, made.getInvoiceID(), 4)
                        .getInvoices()
                        .get(0)
                        .getAmountDue())
                .isEqualTo(1100.0);
    }

    @Test
    void aCreditNoteIsMadePrintedAllocatedAndFreed() throws IOException {
        Contact acme = contact("Acme Widgets Ltd", "A-17");
        Invoice owed = invoice(acme, "INV-3", 10.0, 100.0);
        CreditNote made = xero.createCreditNotes(
                        token,
                        tenant,
                        new CreditNotes().addCreditNotesItem(creditNote(acme, "CN-1", 2.0, 100.0)),
                        null,
                        false,
                        4)
                .getCreditNotes()
                .get(0);
        UUID id = made.getCreditNoteID();

        assertThat(made.getTotal()).isEqualTo(240.0);
        assertThat(text(xero.getCreditNoteAsPdf(token, tenant, id))).startsWith("%PDF-");
        assertThat(xero.getCreditNotes(token, tenant, ALWAYS, "CreditNoteNumber==\"CN-1\"", null, 1, null)
                        .getCreditNotes())
                .hasSize(1);
        xero.createCreditNoteAllocation(
                token,
                tenant,
                id,
                new Allocations()
                        .addAllocationsItem(new Allocation()
                                .amount(240.0)
                                .date("2026-11-02")
                                .invoice(new Invoice().invoiceID(owed.getInvoiceID()))),
                null,
                false);
        CreditNote allocated =
                xero.getCreditNote(token, tenant, id, 4).getCreditNotes().get(0);
        assertThat(allocated.getRemainingCredit()).isEqualTo(0.0);
        assertThat(allocated.getAllocations()).hasSize(1);
        xero.createCreditNoteHistory(token, tenant, id, note("Agreed by phone"), null);
        assertThat(xero.getCreditNoteHistory(token, tenant, id).getHistoryRecords())
                .isNotEmpty();
        xero.createCreditNoteAttachmentByFileName(
                token, tenant, id, "letter.txt", bytes("Sorry"), null, false, "text/plain");
        assertThat(xero.getCreditNoteAttachments(token, tenant, id).getAttachments())
                .hasSize(1);
        assertThatThrownBy(() -> xero.deleteCreditNoteAllocations(
                        token, tenant, id, allocated.getAllocations().get(0).getAllocationID()))
                .as("the client can't read the sample answer of Xero's own description, whose Invoice is a list")
                .isInstanceOf(MismatchedInputException.class)
                .hasMessageContaining("com.xero.models.accounting.Invoice");
        assertThat(xero.getCreditNote(token, tenant, id, 4)
                        .getCreditNotes()
                        .get(0)
                        .getRemainingCredit())
                .isEqualTo(240.0);
        xero.updateCreditNote(
                token,
                tenant,
                id,
                new CreditNotes().addCreditNotesItem(new CreditNote().reference("Complaint 5")),
                null,
                4);
        CreditNote voided = xero.updateOrCreateCreditNotes(
                        token,
                        tenant,
                        new CreditNotes()
                                .addCreditNotesItem(
                                        new CreditNote().creditNoteID(id).status(CreditNote.StatusEnum.VOIDED)),
                        null,
                        false,
                        4)
                .getCreditNotes()
                .get(0);
        assertThat(voided.getStatus()).isEqualTo(CreditNote.StatusEnum.VOIDED);
    }

    @Test
    void trackingIsMadeUsedRenamedAndRemoved() throws IOException {
        for (TrackingCategory old :
                xero.getTrackingCategories(token, tenant, null, null, true).getTrackingCategories()) {
            xero.deleteTrackingCategory(token, tenant, old.getTrackingCategoryID());
        }
        TrackingCategory made = xero.createTrackingCategory(token, tenant, new TrackingCategory().name("Team"), null)
                .getTrackingCategories()
                .get(0);
        UUID id = made.getTrackingCategoryID();
        TrackingOption option = xero.createTrackingOptions(token, tenant, id, new TrackingOption().name("Web"), null)
                .getOptions()
                .get(0);
        assertThat(xero.updateTrackingOptions(
                                token,
                                tenant,
                                id,
                                option.getTrackingOptionID(),
                                new TrackingOption().name("Web team"),
                                null)
                        .getOptions()
                        .get(0)
                        .getName())
                .isEqualTo("Web team");
        xero.updateTrackingCategory(token, tenant, id, new TrackingCategory().name("Teams"), null);
        assertThat(xero.getTrackingCategory(token, tenant, id)
                        .getTrackingCategories()
                        .get(0)
                        .getName())
                .isEqualTo("Teams");
        assertThat(xero.getTrackingCategories(token, tenant, "Name==\"Teams\"", "Name", true)
                        .getTrackingCategories())
                .hasSize(1);
        Invoice tracked = unsent(contact("Acme Widgets Ltd", "A-17"), "INV-4", 1.0, 80.0);
        tracked.getLineItems()
                .get(0)
                .addTrackingItem(new LineItemTracking().name("Teams").option("Web team"));
        Invoice sent = xero.createInvoices(token, tenant, new Invoices().addInvoicesItem(tracked), null, false, 4)
                .getInvoices()
                .get(0);
        assertThat(sent.getLineItems().get(0).getTracking())
                .extracting(LineItemTracking::getOption)
                .containsExactly("Web team");
        assertThatThrownBy(() -> xero.deleteTrackingCategory(token, tenant, id))
                .isInstanceOf(XeroBadRequestException.class);
        TrackingCategory unused = xero.createTrackingCategory(token, tenant, new TrackingCategory().name("Spare"), null)
                .getTrackingCategories()
                .get(0);
        UUID spare = unused.getTrackingCategoryID();
        UUID choice = xero.createTrackingOptions(token, tenant, spare, new TrackingOption().name("One"), null)
                .getOptions()
                .get(0)
                .getTrackingOptionID();
        xero.deleteTrackingOptions(token, tenant, spare, choice);
        xero.deleteTrackingCategory(token, tenant, spare);
        assertThat(xero.getTrackingCategories(token, tenant, null, null, true).getTrackingCategories())
                .extracting(TrackingCategory::getName)
                .contains("Teams")
                .doesNotContain("Spare");
    }

    private Contact contact(String name, String number) throws IOException {
        return xero.createContacts(
                        token,
                        tenant,
                        new Contacts()
                                .addContactsItem(new Contact()
                                        .name(name)
                                        .contactNumber(number)
                                        .emailAddress("billing@example.com")),
                        null,
                        false)
                .getContacts()
                .get(0);
    }

    private Invoice invoice(Contact contact, String number, double quantity, double price) throws IOException {
        return xero.createInvoices(
                        token,
                        tenant,
                        new Invoices().addInvoicesItem(unsent(contact, number, quantity, price)),
                        null,
                        false,
                        4)
                .getInvoices()
                .get(0);
    }

    private static Invoice unsent(Contact contact, String number, double quantity, double price) {
        return new Invoice()
                .type(Invoice.TypeEnum.ACCREC)
                .contact(new Contact().contactID(contact.getContactID()))
                .invoiceNumber(number)
                .status(Invoice.StatusEnum.AUTHORISED)
                .date("2026-11-01")
                .dueDate("2026-12-01")
                .addLineItemsItem(line(quantity, price));
    }

    private static CreditNote creditNote(Contact contact, String number, double quantity, double price) {
        return new CreditNote()
                .type(CreditNote.TypeEnum.ACCRECCREDIT)
                .contact(new Contact().contactID(contact.getContactID()))
                .creditNoteNumber(number)
                .status(CreditNote.StatusEnum.AUTHORISED)
                .date("2026-11-02")
                .addLineItemsItem(line(quantity, price));
    }

    private static LineItem line(double quantity, double price) {
        return new LineItem()
                .description("Design")
                .quantity(quantity)
                .unitAmount(price)
                .accountCode("200")
                .taxType("OUTPUT2");
    }

    private static Payment payment(Invoice invoice, double amount) {
        return new Payment()
                .invoice(new Invoice().invoiceID(invoice.getInvoiceID()))
                .account(new Account().code("090"))
                .date("2026-11-02")
                .amount(amount);
    }

    private static Purchase price(double price) {
        return new Purchase().unitPrice(price).accountCode("200").taxType("OUTPUT2");
    }

    private static HistoryRecords note(String details) {
        return new HistoryRecords().addHistoryRecordsItem(new HistoryRecord().details(details));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void moneyIsSpentChangedAndRead() throws IOException {
        Contact air = contact("Example Air", "A-18");
        BankTransaction flight = new BankTransaction()
                .type(BankTransaction.TypeEnum.SPEND)
                .contact(new Contact().contactID(air.getContactID()))
                .bankAccount(new Account().code("090"))
                .reference("HX-E7")
                .addLineItemsItem(new LineItem()
                        .description("Flight")
                        .quantity(1.0)
                        .unitAmount(120.0)
                        .accountCode("493")
                        .taxType("INPUT2"));

        BankTransaction made = xero.createBankTransactions(
                        token, tenant, new BankTransactions().addBankTransactionsItem(flight), null, false, 4)
                .getBankTransactions()
                .get(0);

        assertThat(made.getTotalTax()).isEqualTo(20.0);
        assertThat(made.getStatus()).isEqualTo(BankTransaction.StatusEnum.AUTHORISED);
        assertThat(xero.getBankTransactions(token, tenant, ALWAYS, "Type==\"SPEND\"", null, 1, 4)
                        .getBankTransactions())
                .singleElement()
                .satisfies(read -> assertThat(read.getReference()).isEqualTo("HX-E7"));
        assertThat(xero.createBankTransactionAttachmentByFileName(
                                token,
                                tenant,
                                made.getBankTransactionID(),
                                "receipt.txt",
                                "a receipt".getBytes(StandardCharsets.UTF_8),
                                null,
                                null)
                        .getAttachments())
                .hasSize(1);
    }
}
