package org.harvestxero.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsavedWritesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final UnsavedWrites unsaved = new UnsavedWrites(nanos::get);

    @BeforeEach
    void save() {
        assertThat(unsaved.isSaveDue()).as("what came before it began").isTrue();
        unsaved.saving();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into source_document (parent_id) values (?)",
                "insert into document_text (id, content) select 1, 2",
                "  update source_document set state = ?",
                "merge into outbox o using unnest(?) a(id) on (o.id = a.id)",
                "insert into link (linked_at) values (?)",
                "update batch set state = 'closed' where id = ?"
            })
    void whatCopyingWritesIsSavedWithinSeconds(String sql) {
        unsaved.written(sql);
        nanos.addAndGet(UnsavedWrites.LONGEST.toNanos() - 1);
        assertThat(unsaved.isSaveDue()).isFalse();

        nanos.incrementAndGet();
        assertThat(unsaved.isSaveDue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update outbox set state = 'discarded', message = ? where id = ?",
                "update outbox set next_attempt_at = ? where id = ?",
                "update draft_invoice set state = ?",
                "insert into decision (connection) values (?)",
                "insert into audit_event (connection) values (?)",
                "update connection set paused_by = ?",
                "delete from link where source_id = ?",
                "insert into link_of_another_table (id) values (1)",
                ""
            })
    void whatOnlyThisDatabaseKnowsIsSavedAtOnce(String sql) {
        unsaved.written(sql);
        unsaved.written("insert into outbox (id) values (?)");

        assertThat(unsaved.isSaveDue()).isTrue();

        unsaved.saving();
        assertThat(unsaved.isSaveDue()).isFalse();
        unsaved.notSaved();
        assertThat(unsaved.isSaveDue()).isTrue();
    }
}
