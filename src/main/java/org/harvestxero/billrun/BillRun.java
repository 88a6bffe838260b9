package org.harvestxero.billrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.Stop;

/** One bill run, from the question to the report. Used by one thread after the other. */
public final class BillRun {
    static final String HEADER = "round";

    private static final Set<Trouble.Reason> ENDS_ALL = Set.of(Trouble.Reason.STOPPED, Trouble.Reason.NO_ROOM);

    private final BillRequest request;
    private final String who;
    private final Stop stop;
    private final Supplier<Optional<Trouble>> shortOfRoom;
    private final Instant began;
    private final List<BillReport.Bill> bills = new ArrayList<>();
    private final List<BillReport.Refused> refused = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private List<ClientBillJob> jobs = List.of();
    private boolean clientsKnown = true;
    private TrackedWork work = new TrackedWork(Map.of());
    private int begun;

    /**
     * @param stop of the command it is done for
     * @param shortOfRoom why nothing may be recorded for want of room on the disk; empty while there is enough
     */
    BillRun(BillRequest request, String who, Instant began, Stop stop, Supplier<Optional<Trouble>> shortOfRoom) {
        this.shortOfRoom = shortOfRoom;
        this.stop = stop;
        this.request = request;
        this.who = who;
        this.began = began;
    }

    BillRequest request() {
        return request;
    }

    String who() {
        return who;
    }

    Instant began() {
        return began;
    }

    /** What came of finding out: takes the place of what an earlier try found. */
    void found(List<ClientBillJob> found, List<BillReport.Refused> why, List<String> toTell, boolean allClientsKnown) {
        jobs = List.copyOf(found);
        refused.clear();
        refused.addAll(why);
        notes.clear();
        notes.addAll(toTell);
        clientsKnown = allClientsKnown;
        work = new TrackedWork(
                jobs.stream().collect(Collectors.toMap(job -> job.client().id(), ClientBillJob::currency)));
        stop.reached(0, jobs.size(), "reading Harvest");
    }

    /** The next client is billed. */
    void begin(ClientBillJob job) {
        stop.reached(begun++, jobs.size(), job.client().name());
    }

    /** What is to be billed, client by client. */
    public List<ClientBillJob> jobs() {
        return jobs;
    }

    /** Whether Harvest's clients have to be read: something is due, or an agreement names a client not seen before. */
    public boolean needsClients() {
        return !jobs.isEmpty() || !clientsKnown;
    }

    public boolean hasJobs() {
        return !jobs.isEmpty();
    }

    /** What was read of Harvest for it. */
    public TrackedWork work() {
        return work;
    }

    void add(BillReport.Bill bill) {
        bills.add(bill);
    }

    void refuse(BillReport.Refused one) {
        refused.add(one);
    }

    void note(String words) {
        notes.add(words);
    }

    /** What ends the round as a whole is told once, wherever it was met. */
    public void trouble(Trouble trouble) {
        boolean told = troubles.stream().anyMatch(each -> each.reason() == trouble.reason());
        if (!told || !ENDS_ALL.contains(trouble.reason())) {
            troubles.add(trouble);
        }
    }

    /**
     * Whether it should end: the command it is done for should, or there is no room to record more. Periods that have not begun are left
     * to the next look.
     */
    boolean isStopped() {
        Optional<Trouble> noRoom =
                request.manner() == BillRequest.Manner.DRY_RUN ? Optional.empty() : shortOfRoom.get();
        noRoom.ifPresent(this::trouble);
        return noRoom.isPresent() || stop.isAsked();
    }

    List<BillReport.Bill> bills() {
        return List.copyOf(bills);
    }

    List<BillReport.Refused> refused() {
        List<BillReport.Refused> all = new ArrayList<>(refused);
        work.ownerless()
                .forEach(words -> all.add(new BillReport.Refused(
                        "Harvest's work", words, "Look at it in Harvest; everything else is billed without it.")));
        return List.copyOf(all);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    /** Whether drafts may go out now, so that a sending round is worth while. */
    public boolean hasSomethingToSend() {
        return bills.stream()
                .flatMap(bill -> bill.drafts().stream())
                .anyMatch(draft -> draft.id() != null && draft.state().equals("approved"));
    }
}
