package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harvestxero.api.CycleReport.Action;
import org.harvestxero.config.SettingsException;

/** A copying side with two copied documents and two failed ones, that remembers what it was asked. */
public final class FakeWork implements CopyService, Vitals {
    public static final int PAGE = 100;
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    public final AtomicInteger readings = new AtomicInteger();
    public volatile List<Trouble> troubles = List.of();
    public volatile List<HeldWork> held = List.of();
    public volatile boolean nothingFails;
    public volatile Pause paused;
    public volatile boolean consentDead;
    /** Of every failed document; null while Xero has none of them. */
    public volatile String targetLink;
    /** How many documents the next reports say were copied; their pages are made when they are asked for. */
    public volatile int many;

    public final AtomicInteger pagesAsked = new AtomicInteger();
    public volatile Runnable onPage = () -> {};
    public volatile Runnable onOnce = () -> {};

    public static FailedCopy failed(long id, String number, FailedCopy.State state) {
        return new FailedCopy(
                id,
                "main",
                DocumentKind.INVOICE,
                13_150_403L + id,
                number,
                "account-archived",
                9,
                "Account 200 (Sales) is archived in Xero.",
                "Restore it in Xero under Accounting → Chart of accounts, or map the item to another account in mappings.yaml.",
                3,
                NOON.minusSeconds(7200),
                NOON.minusSeconds(60),
                state);
    }

    /** Documents that stand failed besides the usual three. */
    public volatile List<FailedCopy> more = List.of();

    /** What takes time while copies are tried again. */
    public volatile Runnable whileRetrying = () -> {};

    /** What a dry run would do in Harvest. */
    public volatile List<CycleReport.ToHarvest> toHarvest = List.of();

    private final List<FailedCopy> copies = List.of(
            failed(1, "INV-007", FailedCopy.State.FAILED),
            failed(2, "INV-008", FailedCopy.State.RETRYING),
            failed(3, "INV-009", FailedCopy.State.DISCARDED));

    private CycleReport report(boolean dryRun) {
        CycleReport.Copied invoice = new CycleReport.Copied(
                DocumentKind.INVOICE,
                13_150_403L,
                "INV-001",
                "INV-001",
                dryRun ? null : "0a1b2c3d-0000-4000-8000-000000000001",
                Action.CREATED,
                "AUTHORISED",
                new BigDecimal("12345.5"),
                "USD",
                "https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=0a1b2c3d-0000-4000-8000-000000000001");
        CycleReport.Copied payment = new CycleReport.Copied(
                DocumentKind.PAYMENT,
                10_112_854L,
                null,
                null,
                "p-1",
                Action.ADOPTED,
                "AUTHORISED",
                new BigDecimal("100.00"),
                "EUR",
                null);
        return new CycleReport(
                many > 0 ? many(invoice) : Pages.of(dryRun ? List.of() : List.of(invoice, payment)),
                Pages.of(dryRun ? List.of(invoice) : List.of()),
                Pages.of(dryRun ? toHarvest : List.of()),
                Pages.of(List.of(new CycleReport.Skipped(DocumentKind.INVOICE, 5, "R-1", "retainer-funding"))),
                Pages.of(nothingFails ? List.of() : List.of(copies.get(0))),
                Pages.of(List.of(new CycleReport.Waiting(
                        DocumentKind.PAYMENT,
                        6,
                        "INV-009",
                        new BigDecimal("400.00"),
                        "USD",
                        "its invoice is not approved in Xero"))),
                Pages.of(List.of(new CycleReport.Explanation(
                        DocumentKind.INVOICE,
                        13_150_403L,
                        "INV-001",
                        1,
                        "account",
                        "200",
                        "mappings.yaml: client Acme"))),
                new CycleReport.Calls(4, 3),
                1,
                Duration.ofMillis(1234),
                troubles);
    }

    private Pages<CycleReport.Copied> many(CycleReport.Copied copied) {
        int pages = many / PAGE;
        return Pages.read(
                many,
                () -> IntStream.range(0, pages)
                        .mapToObj(page -> {
                            pagesAsked.incrementAndGet();
                            onPage.run();
                            return Collections.nCopies(PAGE, copied);
                        })
                        .iterator());
    }

    @Override
    public void begin() {
        asked.add("begin");
    }

    @Override
    public CycleReport once(String who) {
        asked.add("once by " + who);
        onOnce.run();
        return report(false);
    }

    @Override
    public List<Trouble> daily(String who) {
        asked.add("daily by " + who);
        return List.of();
    }

    @Override
    public CycleReport copy(CopyRequest request, String who) {
        asked.add("copy " + request.invoice() + " by " + who);
        return report(request.dryRun());
    }

    @Override
    public Pages<FailedCopy> failedCopies(FailedFilter filter) {
        return Pages.of(Stream.concat(copies.stream(), more.stream())
                .filter(copy -> filter.discardedToo() || copy.state() != FailedCopy.State.DISCARDED)
                .filter(filter::takes)
                .toList());
    }

    @Override
    public Pages<FailedDocument> failedDocuments(FailedFilter filter) {
        return failedCopies(new FailedFilter(null, null, true))
                .map(copy -> new FailedDocument(
                        copy,
                        "Acme",
                        copy.number(),
                        LocalDate.of(2026, 11, 3),
                        new BigDecimal("1200.00"),
                        "USD",
                        null,
                        "https://acme.harvestapp.com/invoices/" + copy.sourceId(),
                        targetLink))
                .only(document -> filter.takes(document)
                        && (filter.discardedToo() || document.copy().state() != FailedCopy.State.DISCARDED));
    }

    @Override
    public List<FailedCause> failedCauses(FailedFilter filter, FailedCause after, int most) {
        CauseWords words = new CauseWords();
        failedCopies(filter).forEach(words::add);
        return words.count() == 0 || after != null
                ? List.of()
                : List.of(new FailedCause(
                        9,
                        words.code(),
                        words.sentence().orElse(""),
                        words.remedy().orElse(""),
                        words.count()));
    }

    @Override
    public List<FailedDocument> failedOfCause(long causeId, FailedFilter filter, long after, int most) {
        return failedDocuments(filter.ofCause(causeId)).stream()
                .filter(document -> document.copy().id() > after)
                .limit(most)
                .toList();
    }

    @Override
    public Set<Long> failedIds(FailedFilter filter, int most) {
        return failedDocuments(filter).stream()
                .map(document -> document.copy().id())
                .limit(most)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public long failedCount(FailedFilter filter) {
        return failedCopies(filter).size();
    }

    @Override
    public Optional<FailedDetail> failedCopy(long id) {
        return copies.stream()
                .filter(copy -> copy.id() == id)
                .map(copy -> new FailedDetail(
                        new FailedDocument(
                                copy,
                                "Acme",
                                null,
                                null,
                                new BigDecimal("1200.00"),
                                "USD",
                                null,
                                "https://acme.harvestapp.com/invoices/1",
                                null),
                        null,
                        List.of(new FailedDetail.Event(NOON, "harvest-xero", "Xero refused it"))))
                .findFirst();
    }

    /** What a person is needed for. */
    public volatile List<Stop> stops = List.of();

    /** What failed anew, whenever asked. */
    public volatile List<Failure> failures = List.of();

    public volatile Instant failuresAskedSince;

    @Override
    public List<Stop> stops() {
        return stops;
    }

    @Override
    public List<Failure> failedSince(Instant since, int most) {
        failuresAskedSince = since;
        return failures.stream().limit(most).toList();
    }

    /** What waits. */
    public volatile List<CycleReport.Waiting> waits = List.of();

    @Override
    public Pages<CycleReport.Waiting> waiting() {
        onPage.run();
        return Pages.of(waits);
    }

    @Override
    public int retry(Set<Long> ids, String who) {
        whileRetrying.run();
        asked.add("retry " + ids + " by " + who);
        return ids.size();
    }

    @Override
    public int retryCause(long causeId, String who) {
        asked.add("retry cause " + causeId + " by " + who);
        return 2;
    }

    @Override
    public int discard(Set<Long> ids, String reason, String who) {
        asked.add("discard " + ids + " because " + reason + " by " + who);
        return ids.size();
    }

    public Progress.@org.jspecify.annotations.Nullable Reading progress;

    @Override
    public Status status() {
        return new Status(
                "main", "Demo Company", paused, NOON.minusSeconds(300), reading(), troubles, held, Map.of(), progress);
    }

    @Override
    public Optional<Pause> pause() {
        return Optional.ofNullable(paused);
    }

    @Override
    public Reading read() {
        readings.incrementAndGet();
        return reading();
    }

    private Reading reading() {
        return new Reading(
                "main",
                40,
                nothingFails ? 0 : 2,
                1,
                NOON.minusSeconds(7200),
                NOON.minusSeconds(300),
                57,
                4900,
                60,
                new BigDecimal("1.5000"),
                3,
                2,
                NOON.plusSeconds(1800),
                consentDead);
    }

    @Override
    public List<String> flows() {
        return List.of("copy-invoices", "copy-payments");
    }

    @Override
    public void runFlow(String flow, String who) {
        if (!flows().contains(flow)) {
            throw new IllegalArgumentException("There is no flow " + flow + ": " + flows());
        }
        asked.add("run " + flow + " by " + who);
    }

    @Override
    public void pause(String who, String reason) {
        paused = new Pause(Pause.By.PERSON, who, reason, NOON.minusSeconds(600), null);
        asked.add("pause because " + reason + " by " + who);
    }

    @Override
    public void resume(String who, String reason) {
        paused = null;
        asked.add("resume by " + who + (reason.isEmpty() ? "" : " because " + reason));
    }

    @Override
    public void reloadMappings(String who) {
        throw new SettingsException("mappings.yaml, line 3: no such account");
    }
}
