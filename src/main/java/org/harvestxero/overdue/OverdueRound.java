package org.harvestxero.overdue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.Trouble;
import org.harvestxero.copy.RunBook;
import org.harvestxero.store.overdue.OpenCreditTable.OpenCredit;
import org.harvestxero.xero.XeroMailAddressView;
import org.jspecify.annotations.Nullable;

/** One run, from reading to the last mail: what was read for it and what came of it. Used by one thread. */
public final class OverdueRound {
    private static final int ENOUGH = 3;

    private final Instant now;
    private final String who;
    private final boolean trial;
    private final RunBook.Begun run;
    private final List<OverdueMail> mails = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<OpenCredit> credits = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final Map<String, XeroMailAddressView> contacts = new HashMap<>();
    private final Map<Long, Set<Long>> managers = new HashMap<>();
    private final Map<Long, String> people = new HashMap<>();
    private @Nullable Instant listedSince;
    private @Nullable Instant mark;
    private int failuresInARow;

    /** @param trial whether nothing is done, only shown @param run keeps what it did */
    OverdueRound(Instant now, String who, boolean trial, RunBook.Begun run) {
        this.now = now;
        this.who = who;
        this.trial = trial;
        this.run = run;
    }

    Instant now() {
        return now;
    }

    String who() {
        return who;
    }

    RunBook.Begun run() {
        return run;
    }

    public boolean isTrial() {
        return trial;
    }

    /** The earliest beginning of the lists that were read. */
    Instant listedSince(Instant began) {
        if (listedSince == null || began.isBefore(listedSince)) {
            listedSince = began;
        }
        return listedSince;
    }

    void mark(Instant earliest) {
        mark = earliest;
    }

    Optional<Instant> mark() {
        return Optional.ofNullable(mark);
    }

    public List<OverdueMail> mails() {
        return mails;
    }

    List<String> stopped() {
        return stopped;
    }

    List<String> notes() {
        return notes;
    }

    List<Trouble> troubles() {
        return troubles;
    }

    /** What was read of credits so far. */
    List<OpenCredit> credits() {
        return credits;
    }

    Map<String, XeroMailAddressView> contacts() {
        return contacts;
    }

    /** Notes that somebody manages a project. */
    void manages(long user, long project) {
        managers.computeIfAbsent(project, id -> new HashSet<>()).add(user);
    }

    void mailedAt(long user, String address) {
        people.put(user, address);
    }

    /** Addresses of those who manage one of the projects, by alphabet. */
    List<String> managersOf(Set<Long> projects) {
        return projects.stream()
                .flatMap(project -> managers.getOrDefault(project, Set.of()).stream())
                .map(people::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether the next one would meet the same trouble. */
    boolean isOver() {
        return failuresInARow >= ENOUGH;
    }

    void went() {
        failuresInARow = 0;
    }

    void failed(Trouble trouble) {
        failuresInARow++;
        if (troubles.stream().noneMatch(each -> each.message().equals(trouble.message()))) {
            troubles.add(trouble);
        }
    }
}
