package org.harvestxero.copy.failure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ElementVerdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One log line for each document that reached Xero, changed there, or could not; with Harvest's and Xero's ids, without names. */
public final class CopyEventLog {
    private static final Logger LOG = LoggerFactory.getLogger(CopyEventLog.class);

    private static final ThreadLocal<Boolean> QUIET = ThreadLocal.withInitial(() -> false);

    private CopyEventLog() {}

    /** @param adopted whether it was found in Xero instead of sent */
    public static void accepted(Row row, ElementVerdict.Accepted accepted, boolean adopted) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        String what = adopted ? "found" : done(row.action());
        String status = accepted.status() == null ? "" : ", now " + accepted.status();
        with(
                ids(row, accepted.targetId()),
                () -> LOG.info("{}: {} in Xero{}", name(row.kind(), row.number()), what, status));
    }

    private static String done(Action action) {
        return switch (action) {
            case CREATE -> "created";
            case UPDATE -> "changed";
            case APPROVE -> "approved";
            case DELETE -> "deleted";
            case VOID -> "voided";
            case ALLOCATE -> "set against its invoice";
            case DEALLOCATE -> "taken off its invoice";
        };
    }

    public static void refused(Row row, Problem problem, String words) {
        Map<String, String> ids = ids(row, null);
        ids.put("cause", problem.code().key());
        with(ids, () -> LOG.warn("{}: Xero refuses it: {}", name(row.kind(), row.number()), words));
    }

    /** It could be sent, but a person has to say something first. */
    public static void held(Row row, Problem problem) {
        Map<String, String> ids = ids(row, null);
        ids.put("cause", problem.code().key());
        with(ids, () -> LOG.warn("{}: not sent: {}", name(row.kind(), row.number()), problem.sentence()));
    }

    public static void refused(Kind kind, long sourceId, @Nullable String number, Problem problem, String words) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("source", Long.toString(sourceId));
        ids.put("cause", problem.code().key());
        with(ids, () -> LOG.warn("{}: not copied: {}", name(kind, number), words));
    }

    /** A contact's number is its name; that is left out. */
    private static String name(Kind kind, @Nullable String number) {
        return kind == Kind.CONTACT || number == null ? kind.code() : kind.code() + " " + number;
    }

    private static Map<String, String> ids(Row row, @Nullable String target) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("source", Long.toString(row.sourceId()));
        if (target != null && !target.isEmpty()) {
            ids.put("target", target);
        }
        if (row.batchId() != null) {
            ids.put("batch", row.batchId());
        }
        return ids;
    }

    /** Tells nothing of what this does: it happens on trial. */
    public static void quietly(Runnable work) {
        QUIET.set(true);
        try {
            work.run();
        } finally {
            QUIET.remove();
        }
    }

    private static void with(Map<String, String> ids, Runnable line) {
        if (QUIET.get()) {
            return;
        }
        ids.forEach(MDC::put);
        try {
            line.run();
        } finally {
            ids.keySet().forEach(MDC::remove);
        }
    }
}
