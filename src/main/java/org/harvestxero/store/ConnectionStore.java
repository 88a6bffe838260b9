package org.harvestxero.store;

import java.time.Clock;
import javax.sql.DataSource;
import org.harvestxero.store.assistant.AssistantTables;
import org.harvestxero.store.billing.BillingTables;
import org.harvestxero.store.billing.SeenFigureTable;
import org.harvestxero.store.connection.AlarmTable;
import org.harvestxero.store.connection.BelongingTable;
import org.harvestxero.store.connection.ConnectionTable;
import org.harvestxero.store.connection.CounterTable;
import org.harvestxero.store.copy.AuditEventTable;
import org.harvestxero.store.copy.BatchTable;
import org.harvestxero.store.copy.CachedAnswerTable;
import org.harvestxero.store.copy.CauseTable;
import org.harvestxero.store.copy.ClientOptionTable;
import org.harvestxero.store.copy.DocumentLists;
import org.harvestxero.store.copy.FailedRows;
import org.harvestxero.store.copy.FollowedTables;
import org.harvestxero.store.copy.InvoiceMoney;
import org.harvestxero.store.copy.InvoiceNumbers;
import org.harvestxero.store.copy.LinkTable;
import org.harvestxero.store.copy.NotificationTable;
import org.harvestxero.store.copy.NumberHolderTable;
import org.harvestxero.store.copy.OptionIntentTable;
import org.harvestxero.store.copy.OtherPaymentTable;
import org.harvestxero.store.copy.OutboxClaims;
import org.harvestxero.store.copy.OutboxPlanner;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxVerdicts;
import org.harvestxero.store.copy.Overview;
import org.harvestxero.store.copy.PaymentBackTable;
import org.harvestxero.store.copy.PendingDocuments;
import org.harvestxero.store.copy.ProjectTable;
import org.harvestxero.store.copy.SourceDocumentTable;
import org.harvestxero.store.copy.Waits;
import org.harvestxero.store.copy.WatermarkTable;
import org.harvestxero.store.copy.WorkLogTables;
import org.harvestxero.store.copy.XeroContactTable;
import org.harvestxero.store.database.CommittedWork;
import org.harvestxero.store.database.Durability;
import org.harvestxero.store.database.Fence;
import org.harvestxero.store.event.EventTable;
import org.harvestxero.store.event.HookTables;
import org.harvestxero.store.event.InvoiceNews;
import org.harvestxero.store.expense.ExpenseTables;
import org.harvestxero.store.invoice.InvoiceTables;
import org.harvestxero.store.overdue.OverdueTables;
import org.harvestxero.store.reconcile.ReconcileTables;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tables of one connection: whoever holds it can neither read nor write a row of another connection. What concerns the database
 * as a whole is asked of {@link Store}.
 */
public final class ConnectionStore {
    private final String connection;
    private final Store store;
    private final ConnectionTable connections;
    private final SourceDocumentTable documents;
    private final PendingDocuments pendingDocuments;
    private final LinkTable links;
    private final InvoiceMoney invoiceMoney;
    private final CauseTable causes;
    private final OutboxTable outbox;
    private final OutboxPlanner outboxPlanner;
    private final OutboxClaims outboxClaims;
    private final OutboxVerdicts outboxVerdicts;
    private final FailedRows failedRows;
    private final BatchTable batches;
    private final WatermarkTable watermarks;
    private final Waits waits;
    private final CachedAnswerTable cachedAnswers;
    private final ProjectTable projects;
    private final XeroContactTable contacts;
    private final FollowedTables followed;
    private final OtherPaymentTable otherPayments;
    private final PaymentBackTable paymentsBack;
    private final ClientOptionTable clientOptions;
    private final NumberHolderTable numberHolders;
    private final CounterTable tallies;
    private final AuditEventTable audit;
    private final Overview overview;
    private final DocumentLists lists;
    private final WorkLogTables workLog;
    private final BillingTables billing;
    private final InvoiceNumbers invoiceNumbers;
    private final OptionIntentTable optionIntents;
    private final BelongingTable belongings;
    private final AlarmTable alarms;
    private final NotificationTable notices;
    private final EventTable events;
    private final InvoiceNews invoiceNews;
    private final HookTables hooks;
    private final ExpenseTables expenses;
    private final OverdueTables overdue;
    private final ReconcileTables reconcile;
    private final InvoiceTables invoices;
    private final MonthEndTables monthEnd;
    private final AssistantTables assistant;

    ConnectionStore(
            String connection,
            Store store,
            JdbcTemplate jdbc,
            CommittedWork committedWork,
            TransactionTemplate transactions,
            Clock clock) {
        this.connection = connection;
        this.store = store;
        this.connections = new ConnectionTable(connection, jdbc);
        this.documents = new SourceDocumentTable(connection, jdbc);
        this.pendingDocuments = new PendingDocuments(connection, jdbc);
        this.links = new LinkTable(connection, jdbc, committedWork);
        this.invoiceMoney = new InvoiceMoney(connection, jdbc);
        this.causes = new CauseTable(connection, jdbc, committedWork);
        this.outbox = new OutboxTable(connection, jdbc);
        this.outboxPlanner = new OutboxPlanner(connection, jdbc, clock);
        this.outboxClaims = new OutboxClaims(connection, jdbc, clock);
        this.outboxVerdicts = new OutboxVerdicts(connection, jdbc, clock);
        this.failedRows = new FailedRows(connection, jdbc, clock);
        this.batches = new BatchTable(connection, jdbc);
        this.watermarks = new WatermarkTable(connection, jdbc);
        this.waits = new Waits(connection, jdbc);
        this.cachedAnswers = new CachedAnswerTable(connection, jdbc);
        this.projects = new ProjectTable(connection, jdbc);
        this.contacts = new XeroContactTable(connection, jdbc);
        this.followed = FollowedTables.of(connection, jdbc, clock);
        this.otherPayments = new OtherPaymentTable(connection, jdbc, clock);
        this.paymentsBack = new PaymentBackTable(connection, jdbc, clock);
        this.clientOptions = new ClientOptionTable(connection, jdbc);
        this.numberHolders = new NumberHolderTable(connection, jdbc, clock);
        this.tallies = new CounterTable(connection, jdbc, committedWork);
        this.audit = new AuditEventTable(connection, jdbc, clock);
        this.overview = new Overview(connection, jdbc);
        this.lists = DocumentLists.of(connection, jdbc);
        this.workLog = WorkLogTables.of(connection, jdbc, clock);
        this.billing = new BillingTables(connection, jdbc, clock);
        this.invoiceNumbers = new InvoiceNumbers(connection, jdbc);
        this.optionIntents = new OptionIntentTable(connection, jdbc, clock);
        this.belongings = new BelongingTable(connection, jdbc);
        this.alarms = new AlarmTable(connection, jdbc, clock);
        this.expenses = new ExpenseTables(connection, jdbc, clock);
        this.notices = new NotificationTable(connection, jdbc, transactions, clock);
        this.events = new EventTable(connection, jdbc, clock);
        this.invoiceNews = InvoiceNews.of(connection, jdbc, events);
        this.hooks = HookTables.of(connection, jdbc, clock);
        this.overdue = OverdueTables.of(connection, jdbc, clock);
        this.reconcile = new ReconcileTables(connection, jdbc);
        this.invoices = InvoiceTables.of(connection, jdbc);
        this.assistant = AssistantTables.of(connection, jdbc, clock);
        this.monthEnd = MonthEndTables.of(connection, jdbc, clock);
    }

    /** The connection's name, as {@code connection.name} gives it. */
    public String connection() {
        return connection;
    }

    /** Whether this process may still write, and send, for the connection it leads. */
    public Fence fence() {
        return store.fence();
    }

    /** Runs the work in one transaction; never call an outside system in it. */
    public void inTransaction(Runnable work) {
        store.inTransaction(work);
    }

    /** The same, again where transactions waited for each other, as {@link Store#inRepeatedTransaction} does. */
    public void inRepeatedTransaction(Runnable work) {
        store.inRepeatedTransaction(work);
    }

    /**
     * Does what a person decided in one transaction. It is on disk before this returns: what somebody was told is done outlives the
     * process. Not to be called in a transaction.
     */
    public void decide(Runnable work) {
        store.inTransaction(work);
        settle();
    }

    /**
     * Returns when everything committed so far is on disk, as {@link Durability#settle} does: before another system is asked to act on
     * it, or a person is told of it. Not to be called in a transaction.
     */
    public void settle() {
        Durability.settle(store.dataSource());
    }

    /** Runs the work in one transaction that leaves no trace, as {@link Store#rehearse} does. */
    public void rehearse(Runnable work) {
        store.rehearse(work);
    }

    public DataSource dataSource() {
        return store.dataSource();
    }

    /** Does this now, or as soon as the database is open. */
    public void whenOpen(Runnable work) {
        store.whenOpen(work);
    }

    public CommittedWork committedWork() {
        return store.committedWork();
    }

    public SeenFigureTable seen() {
        return store.seen();
    }

    public ConnectionTable connections() {
        return connections;
    }

    public SourceDocumentTable documents() {
        return documents;
    }

    public PendingDocuments pendingDocuments() {
        return pendingDocuments;
    }

    public LinkTable links() {
        return links;
    }

    public InvoiceMoney invoiceMoney() {
        return invoiceMoney;
    }

    public CauseTable causes() {
        return causes;
    }

    /** What is to be done in Xero, to be read. */
    public OutboxTable outbox() {
        return outbox;
    }

    public OutboxPlanner outboxPlanner() {
        return outboxPlanner;
    }

    public OutboxClaims outboxClaims() {
        return outboxClaims;
    }

    public OutboxVerdicts outboxVerdicts() {
        return outboxVerdicts;
    }

    public FailedRows failedRows() {
        return failedRows;
    }

    public BatchTable batches() {
        return batches;
    }

    public WatermarkTable watermarks() {
        return watermarks;
    }

    public Waits waits() {
        return waits;
    }

    public CachedAnswerTable cachedAnswers() {
        return cachedAnswers;
    }

    public ProjectTable projects() {
        return projects;
    }

    public XeroContactTable contacts() {
        return contacts;
    }

    public FollowedTables followed() {
        return followed;
    }

    public OtherPaymentTable otherPayments() {
        return otherPayments;
    }

    public PaymentBackTable paymentsBack() {
        return paymentsBack;
    }

    public ClientOptionTable clientOptions() {
        return clientOptions;
    }

    public NumberHolderTable numberHolders() {
        return numberHolders;
    }

    public CounterTable tallies() {
        return tallies;
    }

    public AuditEventTable audit() {
        return audit;
    }

    /** Documents as lists, page by page. */
    public DocumentLists lists() {
        return lists;
    }

    /** What was done, by whom and in which runs. */
    public WorkLogTables workLog() {
        return workLog;
    }

    public Overview overview() {
        return overview;
    }

    /** What bill runs read and write. */
    public BillingTables billing() {
        return billing;
    }

    public InvoiceNumbers invoiceNumbers() {
        return invoiceNumbers;
    }

    public OptionIntentTable optionIntents() {
        return optionIntents;
    }

    public BelongingTable belongings() {
        return belongings;
    }

    public AlarmTable alarms() {
        return alarms;
    }

    public NotificationTable notices() {
        return notices;
    }

    /** What happened, to be told; an event is added in the transaction that records what it tells. */
    public EventTable events() {
        return events;
    }

    /** What is known of invoices on both sides, as events name them. */
    public InvoiceNews invoiceNews() {
        return invoiceNews;
    }

    public HookTables hooks() {
        return hooks;
    }

    /** What becomes of expenses. */
    public ExpenseTables expenses() {
        return expenses;
    }

    public OverdueTables overdue() {
        return overdue;
    }

    public ReconcileTables reconcile() {
        return reconcile;
    }

    /** What invoices are searched in. */
    public InvoiceTables invoices() {
        return invoices;
    }

    /** What assistants asked and propose. */
    public AssistantTables assistant() {
        return assistant;
    }

    /** What month end, payroll and earnings are made of. */
    public MonthEndTables monthEnd() {
        return monthEnd;
    }
}
