package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A Xero on {@code 127.0.0.1} that a client talks to over real HTTP, and a back door to its first organisation.
 *
 * <p>{@link #baseUrl} serves as the address of the API, of the token endpoint and of the consent page alike. All
 * methods may be called from any thread.
 */
public final class XeroSandbox implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private volatile @Nullable Webhooks webhooks;
    private final Vertx vertx;
    private final Context loop;
    private final HttpServer server;
    private final Tenant tenant;
    private final Identity identity;
    private final RateLimits limits;
    private final Faults faults;
    private final RequestLog log;
    private final BackDoor backDoor;

    private XeroSandbox(Vertx vertx, XeroSandboxOptions options) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        SplittableRandom random = options.seed == 0 ? new SplittableRandom() : new SplittableRandom(options.seed);
        List<Tenant> tenants = new ArrayList<>();
        for (String name : options.organisations) {
            UUID id = SampleOrganisation.idOf(name, "organisation");
            String shortCode = "!" + id.toString().substring(0, 5);
            Organisation organisation = SampleOrganisation.create(id, name, shortCode, options.clock);
            tenants.add(new Tenant(new Books(organisation, options.clock, random.split()), options.providerName));
        }
        this.tenant = tenants.get(0);
        this.identity = new Identity(options, tenants);
        this.limits = new RateLimits(options);
        this.faults = new Faults();
        this.log = new RequestLog(options.loggedRequests);
        this.backDoor = new BackDoor(tenants, identity, limits, faults, log);
        Gateway gateway = new Gateway(vertx, options, tenants, identity, limits, faults, log, backDoor);
        HttpServerOptions http = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setHttp2ClearTextEnabled(false)
                .setPort(options.port)
                .setMaxInitialLineLength(64 * 1024)
                .setHandle100ContinueAutomatically(true);
        this.server = vertx.createHttpServer(http).requestHandler(gateway::handle);
    }

    /**
     * Starts a sandbox; it is ready for calls when this returns.
     *
     * @throws IllegalStateException when its port is taken
     */
    public static XeroSandbox start(XeroSandboxOptions options) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setBlockedThreadCheckInterval(TimeUnit.MINUTES.toMillis(10))
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        XeroSandbox sandbox = new XeroSandbox(vertx, options);
        try {
            await(sandbox.server.listen().toCompletionStage().toCompletableFuture());
        } catch (IllegalStateException e) {
            vertx.close();
            throw new IllegalStateException("The Xero sandbox cannot listen on port " + options.port, e);
        }
        return sandbox;
    }

    /** Such as {@code http://127.0.0.1:40001}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Stops answering and forgets everything. */
    @Override
    public void close() {
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    /** The tenant id of the first organisation. */
    public UUID tenantId() {
        return tenant.id();
    }

    /** The short code in deep links to the first organisation, such as {@code !23eYt}. */
    public String shortCode() {
        return tenant.books().organisation.shortCode;
    }

    /** Invoices and bills as a single read with {@code unitdp=4} gives them, the one changed last at the end. */
    public List<JsonNode> invoices() {
        return onLoop(backDoor::invoices);
    }

    public List<JsonNode> creditNotes() {
        return onLoop(backDoor::creditNotes);
    }

    /** Archived ones too. */
    public List<JsonNode> contacts() {
        return onLoop(backDoor::contacts);
    }

    /** Deleted ones too. */
    public List<JsonNode> payments() {
        return onLoop(backDoor::payments);
    }

    /** Money spent and received, deleted ones too. */
    public List<JsonNode> bankTransactions() {
        return onLoop(backDoor::bankTransactions);
    }

    /** Deleted and voided ones too. */
    public List<JsonNode> manualJournals() {
        return onLoop(backDoor::manualJournals);
    }

    /** What a person does with a manual journal, such as deleting or voiding it. */
    public JsonNode editManualJournal(UUID journal, JsonNode fields) {
        return onLoop(() -> backDoor.editManualJournal(journal, fields));
    }

    /** A person matches money spent or received with a line of the bank statement. */
    public void reconcile(UUID bankTransaction) {
        run(() -> backDoor.reconcile(bankTransaction));
    }

    /** The names of the files attached to a document, and how large each is. */
    public Map<String, Integer> attachments(UUID document) {
        return onLoop(() -> backDoor.attachments(document));
    }

    /** A person takes a file off a document. */
    public void detach(UUID document, String fileName) {
        run(() -> backDoor.detach(document, fileName));
    }

    /** How often each invoice was e-mailed, by its number. */
    public Map<String, Integer> mailsSent() {
        return onLoop(backDoor::mailsSent);
    }

    /** Calls since the start or the last {@link #clearLog}, by method and path template: {@code PUT /Invoices}. */
    public Map<String, Long> calls() {
        return onLoop(log::counts);
    }

    /** The latest requests, oldest first. */
    public List<LoggedRequest> requests() {
        return onLoop(log::requests);
    }

    /** Forgets requests and counts; limits and keys go on. */
    public void clearLog() {
        run(log::clear);
    }

    public void arm(XeroFault fault) {
        run(() -> faults.arm(fault));
    }

    public void clearFaults() {
        run(faults::clear);
    }

    /** How many calls the armed faults have struck. */
    public int faultsStruck() {
        return onLoop(faults::struck);
    }

    public void setLimits(boolean on, int inFlight, int perMinute, int perDay) {
        run(() -> limits.set(on, inFlight, perMinute, perDay));
    }

    public void archiveAccount(String code) {
        run(() -> backDoor.archiveAccount(code));
    }

    /** Makes an archived account usable again. */
    public void restoreAccount(String code) {
        run(() -> backDoor.restoreAccount(code));
    }

    /** The last locked days; null to unlock. */
    public void setLockDates(@Nullable LocalDate period, @Nullable LocalDate endOfYear) {
        run(() -> backDoor.setLockDates(period, endOfYear));
    }

    public void addCurrency(String code) {
        run(() -> backDoor.addCurrency(code));
    }

    public void removeCurrency(String code) {
        run(() -> backDoor.removeCurrency(code));
    }

    /** The names of a tracking category's options that are not archived. */
    public List<String> trackingOptions(String category) {
        return onLoop(() -> backDoor.trackingOptions(category));
    }

    public void archiveTrackingOption(String category, String option) {
        run(() -> backDoor.archiveTrackingOption(category, option));
    }

    /** Adds a sales tax. @param percent such as {@code 15} */
    public void addTaxRate(String name, String taxType, String percent) {
        run(() -> backDoor.addTaxRate(name, taxType, percent));
    }

    public void archiveTaxRate(String taxType) {
        run(() -> backDoor.archiveTaxRate(taxType));
    }

    /** Whether the connecting user may approve; without the right a requested AUTHORISED comes back as DRAFT. */
    public void setMayApprove(boolean may) {
        run(() -> backDoor.setMayApprove(may));
    }

    /** How many more documents the organisation's plan lets be approved; any number by default. */
    public void setApprovalsLeft(int count) {
        run(() -> backDoor.setApprovalsLeft(count));
    }

    /** Whether unknown or archived tracking on a line is an error; by default it is dropped without a word. */
    public void setRejectsUnknownTracking(boolean rejects) {
        run(() -> backDoor.setRejectsUnknownTracking(rejects));
    }

    /** Whether an approved document of total zero is PAID at once, as it is by default. */
    public void setSettlesZeroTotals(boolean settles) {
        run(() -> backDoor.setSettlesZeroTotals(settles));
    }

    /** Whether a tax amount sent on a line stands, as it does by default; else tax is always worked out anew. */
    public void setTakesTaxAmounts(boolean takes) {
        run(() -> backDoor.setTakesTaxAmounts(takes));
    }

    /** Whether the tax of a line is rounded half to even; by default half up, as Xero's guide shows it. */
    public void setRoundsHalfEven(boolean halfEven) {
        run(() -> backDoor.setRoundsHalfEven(halfEven));
    }

    /**
     * Whether lines and their tax are rounded to whole amounts in currencies without decimals; by default to two decimals whatever
     * the currency. Nobody has said what Xero does.
     */
    public void setRoundsByCurrency(boolean byCurrency) {
        run(() -> backDoor.setRoundsByCurrency(byCurrency));
    }

    /** The customer disconnects the app inside Xero: calls get 403. */
    public void disconnect() {
        run(tenant::disconnect);
    }

    /** Lets a custom connection work again after {@link #disconnect}; others need a new consent. */
    public void reconnect() {
        run(tenant::reconnect);
    }

    /** Lets every access token given out so far expire. */
    public void expireTokens() {
        run(identity::expireAccessTokens);
    }

    /** The user revokes the app: refresh tokens are void and all organisations are disconnected. */
    public void revokeTokens() {
        run(identity::revokeAll);
    }

    /** Whether the consent page answers with {@code access_denied}. */
    public void setDeniesConsent(boolean denies) {
        run(() -> identity.deniesConsent = denies);
    }

    /**
     * Creates a contact as a person in Xero would.
     *
     * @throws IllegalStateException with Xero's messages when it is refused; likewise below
     */
    public JsonNode createContact(JsonNode fields) {
        return onLoop(() -> backDoor.createContact(fields));
    }

    public JsonNode editContact(UUID contact, JsonNode fields) {
        return onLoop(() -> backDoor.editContact(contact, fields));
    }

    public JsonNode createInvoice(JsonNode fields) {
        return onLoop(() -> backDoor.createInvoice(fields));
    }

    public JsonNode editInvoice(String idOrNumber, JsonNode fields) {
        return onLoop(() -> backDoor.editInvoice(idOrNumber, fields));
    }

    public JsonNode editBankTransaction(UUID bankTransaction, JsonNode fields) {
        return onLoop(() -> backDoor.editBankTransaction(bankTransaction, fields));
    }

    public JsonNode editCreditNote(UUID creditNote, JsonNode fields) {
        return onLoop(() -> backDoor.editCreditNote(creditNote, fields));
    }

    /** Voids an approved invoice, deletes a draft. */
    public JsonNode voidInvoice(String idOrNumber) {
        return onLoop(() -> backDoor.voidInvoice(idOrNumber));
    }

    public JsonNode payInvoice(String idOrNumber, BigDecimal amount, String accountCode, LocalDate date) {
        return onLoop(() -> backDoor.payInvoice(idOrNumber, amount, accountCode, date));
    }

    /** Records a payment as a person would. @param fields as a body of {@code PUT /Payments} holds them */
    public JsonNode receivePayment(JsonNode fields) {
        return onLoop(() -> backDoor.money().receive(fields));
    }

    /** Records one sum that pays several invoices. @param fields as a body of {@code PUT /BatchPayments} holds them */
    public JsonNode payBatch(JsonNode fields) {
        return onLoop(() -> backDoor.money().payBatch(fields));
    }

    public JsonNode deleteBatch(UUID batch) {
        return onLoop(() -> backDoor.money().deleteBatch(batch));
    }

    /** A client paid more than was due. @param contact name or id */
    public JsonNode receiveOverpayment(String contact, BigDecimal amount, LocalDate date) {
        return onLoop(() -> backDoor.money().receiveAhead(DocumentType.AROVERPAYMENT, contact, amount, date));
    }

    /** A client paid before there was an invoice. @param contact name or id */
    public JsonNode receivePrepayment(String contact, BigDecimal amount, LocalDate date) {
        return onLoop(() -> backDoor.money().receiveAhead(DocumentType.ARPREPAYMENT, contact, amount, date));
    }

    /** Creates a credit note. @param fields as a body of {@code PUT /CreditNotes} holds them */
    public JsonNode createCreditNote(JsonNode fields) {
        return onLoop(() -> backDoor.createCreditNote(fields));
    }

    /** Sets a part of a credit note, overpayment or prepayment against an invoice. */
    public JsonNode allocate(UUID credit, String invoice, BigDecimal amount) {
        return onLoop(() -> backDoor.money().allocate(credit, invoice, amount));
    }

    /** Takes what is set against the invoice off it again. */
    public JsonNode deallocate(UUID credit, String invoice) {
        return onLoop(() -> backDoor.money().deallocate(credit, invoice));
    }

    public JsonNode deletePayment(UUID payment) {
        return onLoop(() -> backDoor.deletePayment(payment));
    }

    /** Tells a receiver of every change from now on, signed with the key. */
    public void sendWebhooks(String receiver, String key) {
        run(() -> {
            Webhooks telling = new Webhooks(tenant.books(), URI.create(receiver), key);
            telling.begin();
            webhooks = telling;
        });
    }

    /** Status codes of the receiver's answers so far; 0 for none. */
    public List<Integer> webhookAnswers() {
        Webhooks telling = webhooks;
        return telling == null ? List.of() : telling.answers();
    }

    /** Merges as the user interface does: the first is archived and points to the second, which gets its documents. */
    public void mergeContacts(UUID from, UUID into) {
        run(() -> backDoor.mergeContacts(from, into));
    }

    /** A person puts the contact into a group; one that isn't there is made. */
    public void putIntoGroup(String group, UUID contact) {
        run(() -> backDoor.putIntoGroup(group, contact));
    }

    /** Names of the groups the contact is in. */
    public List<String> groupsOf(UUID contact) {
        return onLoop(() -> backDoor.groupsOf(contact));
    }

    /** The payroll of the first organisation. */
    public PayrollDesk payroll() {
        return new PayrollDesk(tenant.payroll().books(), this::onLoop);
    }

    /** Whether joining a group renews a contact's {@code UpdatedDateUTC}; nobody knows. */
    public void setGroupsTouchContacts(boolean touch) {
        run(() -> backDoor.setGroupsTouchContacts(touch));
    }

    public void archiveContact(UUID contact) {
        run(() -> backDoor.archiveContact(contact));
    }

    private void run(Runnable work) {
        onLoop(() -> {
            work.run();
            return true;
        });
    }

    private <T> T onLoop(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.runOnContext(nothing -> {
            try {
                result.complete(work.call());
            } catch (Refusal e) {
                result.completeExceptionally(new IllegalArgumentException(e.getMessage(), e));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return await(result);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The sandbox does not react", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
