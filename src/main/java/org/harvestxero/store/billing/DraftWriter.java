package org.harvestxero.store.billing;

import java.time.Clock;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.store.billing.DraftMirrors.MirrorTaxes;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Adds drafts and moves them on. Every change names the version it was decided on and is refused, with {@code false}, when the draft
 * changed meanwhile.
 */
public final class DraftWriter {
    private static final String ADD = """
            insert into draft_invoice (connection, run_id, client_id, draft_key, state, version, step, number, issue_date, due_date,
            currency, subtotal, tracked, agreement_hash, replaces, created_at, reasons)
            values (?, ?, ?, ?, ?, 0, 0, null, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ADD_CONTENT = "insert into draft_content (draft_id, content) values (?, ?)";
    private static final String ID =
            "select id from draft_invoice where connection = ? and run_id = ? and draft_key = ?";
    private static final String MOVE = """
            update draft_invoice set state = ?, version = version + 1 where id = ? and version = ? and state = ?""";
    private static final String DECIDE = """
            update draft_invoice set state = ?, step = ?, decided_at = ?, decided_by = ?, version = version + 1
            where id = ? and version = ? and state = ?""";
    private static final String EDIT = """
            update draft_invoice set subtotal = ?, tracked = ?, issue_date = ?, due_date = ?, decided_at = ?, decided_by = ?, step = 0,
            version = version + 1
            where id = ? and version = ? and state in ('review', 'held')""";
    private static final String EDIT_CONTENT =
            "update draft_content set original = coalesce(original, content), content = ? where draft_id = ?";
    private static final String RESTORE_CONTENT =
            "update draft_content set content = ?, original = ? where draft_id = ?";
    private static final String NUMBER = """
            update draft_invoice set number = ?, version = version + 1 where id = ? and version = ? and number is null
            and not exists (select 1 from draft_invoice o where o.connection = draft_invoice.connection and o.number = ?)""";
    private static final String MIRRORED = """
            update draft_invoice set state = 'mirrored', harvest_id = ?, mirror_note = ?, version = version + 1
            where id = ? and version = ? and state = 'approved'""";
    private static final String KEEP_TAXES = "update draft_invoice set mirror_tax = ?, mirror_tax2 = ? where id = ?";
    private static final String MIRROR = """
            update draft_invoice set harvest_id = ?, version = version + 1 where id = ? and version = ?""";
    private static final String JUDGE = """
            update draft_invoice set state = ?, reasons = ?, version = version + 1
            where id = ? and version = ? and state = 'review' and decided_by is null""";
    private static final String SEND_BACK = """
            update draft_invoice set state = 'review', step = 0, reasons = ?, version = version + 1
            where id = ? and version = ? and state in ('approved', 'mirrored')""";
    private static final String REPLACE_CONTENT = "update draft_content set content = ? where draft_id = ?";
    private static final String TAKE_BACK = """
            update draft_invoice set state = 'credited', version = version + 1
            where run_id = ? and state not in ('rejected', 'credited')""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final DraftLines lines;
    private final Clock clock;

    public DraftWriter(String connection, JdbcTemplate jdbc, DraftLines lines, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.lines = lines;
        this.clock = clock;
    }

    /** Stores a new draft with its sources; gives its id. */
    public long add(
            long runId, long clientId, DraftState state, Draft draft, String agreementHash, @Nullable Long replaces) {
        String content = DraftJson.write(draft);
        jdbc.update(
                ADD,
                connection,
                runId,
                clientId,
                draft.key(),
                state.code(),
                draft.issueDate(),
                draft.dueDate(),
                draft.subtotal().currency().getCurrencyCode(),
                draft.subtotal().amount(),
                isTracked(content),
                agreementHash,
                replaces,
                Sql.at(clock.instant()),
                WaitingDrafts.reasons(draft));
        Long id = jdbc.queryForObject(ID, Long.class, connection, runId, draft.key());
        if (id == null) {
            throw new IllegalStateException("Draft " + draft.key() + " of run " + runId + " was not stored");
        }
        jdbc.update(ADD_CONTENT, id, content);
        lines.add(id, draft);
        return id;
    }

    /** Moves the draft on; false when it is not the version, or not in the state, this was decided on. */
    public boolean move(StoredDraft draft, DraftState to) {
        check(draft, to);
        return jdbc.update(
                        MOVE,
                        to.code(),
                        draft.id(),
                        draft.version(),
                        draft.state().code())
                == 1;
    }

    /**
     * The same by a person.
     *
     * @param step how many steps of the review have said yes after it
     */
    public boolean decide(StoredDraft draft, DraftState to, int step, String by) {
        check(draft, to);
        return jdbc.update(
                        DECIDE,
                        to.code(),
                        step,
                        Sql.at(clock.instant()),
                        Sql.cut(by, 200),
                        draft.id(),
                        draft.version(),
                        draft.state().code())
                == 1;
    }

    /** A reviewer's change of content; every yes so far is void. False when the draft changed meanwhile or is past review. */
    public boolean edit(StoredDraft draft, Draft content, String by) {
        String written = DraftJson.write(content);
        boolean edited = edit(draft, content, written, by);
        if (edited) {
            jdbc.update(EDIT_CONTENT, written, draft.id());
            lines.replace(draft.id(), content);
        }
        return edited;
    }

    /**
     * A change is taken back: likewise.
     *
     * @param untouched whether the content is as the run made it again
     */
    public boolean restore(StoredDraft draft, Draft content, boolean untouched, String by) {
        String written = DraftJson.write(content);
        boolean restored = edit(draft, content, written, by);
        if (restored) {
            Draft original = untouched ? null : draft.original();
            jdbc.update(RESTORE_CONTENT, written, original == null ? null : DraftJson.write(original), draft.id());
            lines.replace(draft.id(), content);
        }
        return restored;
    }

    private boolean edit(StoredDraft draft, Draft content, String written, String by) {
        return jdbc.update(
                        EDIT,
                        content.subtotal().amount(),
                        isTracked(written),
                        content.issueDate(),
                        content.dueDate(),
                        Sql.at(clock.instant()),
                        Sql.cut(by, 200),
                        draft.id(),
                        draft.version())
                == 1;
    }

    /**
     * Gives a draft in review that nobody has decided on the reasons that hold now, and lets it go on where there are none; false
     * when it changed meanwhile.
     */
    public boolean judge(StoredDraft draft, Draft content) {
        DraftState to = content.needsReview() ? DraftState.REVIEW : DraftState.APPROVED;
        check(draft, to);
        boolean judged =
                jdbc.update(JUDGE, to.code(), WaitingDrafts.reasons(content), draft.id(), draft.version()) == 1;
        if (judged) {
            jdbc.update(REPLACE_CONTENT, DraftJson.write(content), draft.id());
        }
        return judged;
    }

    /** A draft on its way out goes back to a person, with the reason in its content; false when it changed meanwhile. */
    public boolean sendBack(StoredDraft draft, Draft content) {
        check(draft, DraftState.REVIEW);
        boolean back = jdbc.update(SEND_BACK, WaitingDrafts.reasons(content), draft.id(), draft.version()) == 1;
        if (back) {
            jdbc.update(REPLACE_CONTENT, DraftJson.write(content), draft.id());
        }
        return back;
    }

    /** Gives the draft its number; false when the draft changed meanwhile, has one, or another draft has this one. */
    public boolean reserve(StoredDraft draft, String number) {
        return jdbc.update(NUMBER, number, draft.id(), draft.version(), number) == 1;
    }

    /** Records the Harvest invoice as its mirror while it is being made, before the draft moves on. */
    public boolean mirror(StoredDraft draft, @Nullable Long harvestId) {
        return jdbc.update(MIRROR, harvestId, draft.id(), draft.version()) == 1;
    }

    /** Approved → mirrored: with its mirror, or with the reason why it has none. */
    public boolean mirrored(StoredDraft draft, @Nullable Long harvestId, @Nullable String note) {
        return jdbc.update(MIRRORED, harvestId, Sql.cut(note, 2000), draft.id(), draft.version()) == 1;
    }

    public void keepTaxes(long draftId, MirrorTaxes taxes) {
        jdbc.update(KEEP_TAXES, taxes.tax(), taxes.tax2(), draftId);
    }

    /**
     * Takes all drafts of the run as undone, to see what a new run would make of the period; only in a transaction that is rolled
     * back.
     */
    public void takeBack(long runId) {
        jdbc.update(TAKE_BACK, runId);
    }

    private static boolean isTracked(String content) {
        return content.contains("\"tracking\":{\"");
    }

    private static void check(StoredDraft draft, DraftState to) {
        if (!draft.state().mayBecome(to)) {
            throw new IllegalArgumentException(
                    "A draft cannot go from " + draft.state().code() + " to " + to.code());
        }
    }
}
