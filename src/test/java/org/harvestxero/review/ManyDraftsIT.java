package org.harvestxero.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.DraftInsights.Past;
import org.harvestxero.api.DraftInsights.Trend;
import org.harvestxero.api.Reviews;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.billing.terms.ReviewRule;
import org.harvestxero.config.Settings;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.NothingKept;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.NewRun;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits is listed, and compared with the periods before, without reading what each draft says; on both databases. */
class ManyDraftsIT extends BothDatabases {
    @TempDir
    static Path folder;

    private static Draft content() {
        TimeEntry entry = aTimeEntry().id(1).of("2.00").build();
        BilledLedger billed = new BilledLedger(folder, "client: Acme\nstart: 2026-01-01\nreview: {when: [always]}\n");
        return billed.bill(entry).get(0).content();
    }

    private static Draft saying(Draft draft, String... reasons) {
        List<ReviewReason> all = new ArrayList<>();
        for (String reason : reasons) {
            all.add(new ReviewReason(ReviewRule.When.ALWAYS, reason));
        }
        return new Draft(
                draft.key(), draft.issueDate(), draft.dueDate(), draft.words(), draft.lines(), draft.subtotal(), all);
    }

    private static long bill(ConnectionStore store, Named client, int month, DraftState state, Draft draft) {
        LocalDate start = LocalDate.of(2025, 1, 1).plusMonths(month);
        long run = store.billing()
                .billingRuns()
                .add(new NewRun(
                        client.id(),
                        client.name(),
                        start.toString().substring(0, 7),
                        start,
                        start.plusMonths(1).minusDays(1),
                        BillingMode.LIVE,
                        0,
                        "v1",
                        "USD",
                        draft.subtotal().amount(),
                        "{}",
                        "[]",
                        "process"))
                .orElseThrow();
        return store.billing().draftWriter().add(run, client.id(), state, draft, "v1", null);
    }

    private Reviews reviews(ConnectionStore store) {
        return new ReviewService(
                store,
                new AgreementArchive(store, (file, content) -> {
                    throw new IllegalStateException("no version is stored");
                }),
                ReviewRoles.of(Settings.of(Map.of())),
                BilledLedger::charge,
                new NothingKept());
    }

    @ParameterizedTest
    @EnumSource
    void aListTellsWhatTheDraftsThemselvesWould(Database database) {
        ConnectionStore store = fresh(database);
        Draft draft = content();
        List<Long> ids = new ArrayList<>();
        for (int client = 1; client <= 3; client++) {
            Named named = new Named(client, "Client " + client);
            for (int month = 0; month < 14; month++) {
                bill(store, named, month, DraftState.APPROVED, draft);
            }
            ids.add(bill(store, named, 14, DraftState.REVIEW, saying(draft, "new\nperson", "above 5")));
        }
        Reviews reviews = reviews(store);

        List<Reviews.Item> listed = reviews.list(Reviews.Filter.waiting());

        assertThat(listed).extracting(Reviews.Item::id).containsExactlyElementsOf(ids);
        assertThat(listed.get(0).reasons()).containsExactly("new person", "above 5");
        assertThat(listed.get(0).total()).isEqualTo(new BigDecimal("200.00"));
        assertThat(reviews.list(new Reviews.Filter("client 2", false))).hasSize(1);
        assertThat(reviews.list(new Reviews.Filter("3", false))).hasSize(1);
        Map<Long, Trend> trends = reviews.insights().trends(ids);
        assertThat(trends).hasSize(3);
        assertThat(trends.get(ids.get(1)).past())
                .hasSize(12)
                .extracting(Past::period)
                .startsWith("2025-03")
                .endsWith("2026-02");
        assertThat(trends.get(ids.get(1)).now()).isEqualByComparingTo("200");
        assertThat(reviews.insights().trend(ids.get(1)).past())
                .isEqualTo(trends.get(ids.get(1)).past());
        // A draft from before the list had reasons of its own is read as it was.
        new JdbcTemplate(store.dataSource()).update("update draft_invoice set reasons = null where id = ?", ids.get(0));
        assertThat(reviews.list(Reviews.Filter.waiting()).get(0).reasons()).containsExactly("new\nperson", "above 5");
    }
}
