package org.harvestxero.billrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.harvestxero.api.BillReport;
import org.harvestxero.config.agreement.AgreementVersion;
import org.jspecify.annotations.Nullable;

/** What one search for due periods has come to: jobs, refusals, and notes, so that no agreement is passed over in silence. */
final class DueFindings {
    private final List<ClientBillJob> jobs = new ArrayList<>();
    private final List<BillReport.Refused> refused = new ArrayList<>();
    private final Map<Instant, List<String>> next = new TreeMap<>();
    private final List<String> ended = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final Map<Long, String> files = new HashMap<>();
    private final Set<String> badFiles = new HashSet<>();
    private boolean clientsKnown = true;
    private boolean matched;

    void job(ClientBillJob job) {
        jobs.add(job);
    }

    void refuse(BillReport.Refused refusal) {
        refused.add(refusal);
    }

    void refuseFile(String file, BillReport.Refused refusal) {
        badFiles.add(file);
        refused.add(refusal);
    }

    /** Nothing is due before. */
    void dueFrom(Instant when, String what) {
        next.computeIfAbsent(when, first -> new ArrayList<>()).add(what);
    }

    void ended(String note) {
        ended.add(note);
    }

    void leftToOthers(String note) {
        left.add(note);
    }

    /** An agreement asks for a client, or its currency, that Harvest's client list as it is known here doesn't have. */
    void clientUnknown() {
        clientsKnown = false;
    }

    boolean isClientsKnown() {
        return clientsKnown;
    }

    /** The client somebody asked for has an agreement. */
    void matched() {
        matched = true;
    }

    /** The file that claimed the client first; empty when it is this one. */
    Optional<String> claim(long client, String file) {
        return Optional.ofNullable(files.putIfAbsent(client, file));
    }

    Set<String> badFiles() {
        return badFiles;
    }

    List<ClientBillJob> jobs() {
        return jobs;
    }

    List<BillReport.Refused> refused() {
        return refused;
    }

    /** Refuses the client somebody asked for when no agreement names it. */
    void refuseUnmatched(@Nullable String wanted, List<AgreementVersion> versions) {
        if (wanted == null || matched || !clientsKnown) {
            return;
        }
        refuse(new BillReport.Refused(
                wanted,
                "No agreement names the client \"" + wanted + "\".",
                versions.isEmpty()
                        ? "Write one in agreements/; five lines are enough, see agreements/samples."
                        : "Agreements there are for: "
                                + versions.stream()
                                        .map(AgreementVersion::client)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** Why there is nothing, or less than one may expect, to bill. @param period that somebody asked for; null for all that is due */
    List<String> notes(boolean noAgreements, @Nullable String period) {
        boolean nothing = jobs.isEmpty() && refused.isEmpty();
        List<String> notes = new ArrayList<>();
        if (noAgreements && refused.isEmpty()) {
            notes.add("There is no agreement in agreements/, so nothing is billed.");
        } else if (nothing) {
            notes.add(nothingDue(period));
        }
        next.entrySet().stream()
                .skip(nothing ? 1 : 0)
                .map(later -> "Not due before " + later.getKey() + ": " + String.join("; ", later.getValue()) + ".")
                .forEach(notes::add);
        notes.addAll(ended);
        notes.addAll(left);
        return notes;
    }

    private String nothingDue(@Nullable String period) {
        if (period != null) {
            return "No agreement has a period called \"" + period + "\".";
        }
        if (next.isEmpty()) {
            return "Nothing is due.";
        }
        Map.Entry<Instant, List<String>> first = next.entrySet().iterator().next();
        return "Nothing is due. Next, from " + first.getKey() + ": " + String.join("; ", first.getValue()) + ".";
    }
}
