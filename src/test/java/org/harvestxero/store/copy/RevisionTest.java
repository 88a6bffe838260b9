package org.harvestxero.store.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions are read and written as the tables have held them since the first release. */
class RevisionTest {
    private static final String STORED = """
            create, CONTACT, ''
            complete, COMPLETION, ''
            create:0123456789abcdef0123456789abcdef, CREATE, 0123456789abcdef0123456789abcdef
            create:0123456789abcdef0123456789abcdef:approve, CREATE, 0123456789abcdef0123456789abcdef:approve
            create:0123456789abcdef0123456789abcdef:allocate, CREATE, 0123456789abcdef0123456789abcdef:allocate
            update:0123456789abcdef0123456789abcdef, UPDATE, 0123456789abcdef0123456789abcdef
            aside:0123456789abcdef0123456789abcdef, ASIDE, 0123456789abcdef0123456789abcdef
            drift:0123456789abcdef0123456789abcdef, DRIFT, 0123456789abcdef0123456789abcdef
            drift:1234.50, DRIFT, 1234.50
            gone:0123456789abcdef0123456789abcdef, GONE, 0123456789abcdef0123456789abcdef
            rename:0123456789abcdef0123456789abcdef, RENAME, 0123456789abcdef0123456789abcdef
            rename:17, RENAME, 17
            delete:0123456789abcdef0123456789abcdef, DELETE, 0123456789abcdef0123456789abcdef
            delete:17, DELETE, 17
            void:0123456789abcdef0123456789abcdef, VOID, 0123456789abcdef0123456789abcdef
            closed:0123456789abcdef0123456789abcdef, CLOSED, 0123456789abcdef0123456789abcdef
            closed:found:6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f, CLOSED, found:6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f
            refit:0123456789abcdef0123456789abcdef, REFIT, 0123456789abcdef0123456789abcdef
            reopened:0123456789abcdef0123456789abcdef, REOPENED, 0123456789abcdef0123456789abcdef
            reopened:01:6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f, REOPENED, 01:6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f
            still:0123456789abcdef0123456789abcdef, STILL, 0123456789abcdef0123456789abcdef
            balance:-12.5000, BALANCE, -12.5000
            ended:VOIDED, ENDED, VOIDED
            twice:6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f, TWICE, 6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f
            back:6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f, BACK, 6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f
            draft:17, DRAFT, 17
            draft:17:approve, DRAFT, 17:approve
            draft:17:allocate, DRAFT, 17:allocate
            draft:17:allocate:6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f:1772323200000, DRAFT, 17:allocate:6c1f8b0e-8f0d-4e07-93a2-5a1b6c3d2e1f:1772323200000
            credit:17, CREDIT, 17
            credit:17:approve, CREDIT, 17:approve
            deliver:17:allocation, DELIVERY, 17:allocation
            deliver:17:unmirror, DELIVERY, 17:unmirror
            receipt:missing, RECEIPT, missing
            work-missing, WORK, missing
            work-time-0123456789abcdef, WORK, time-0123456789abcdef
            correction-17, CORRECTION, 17
            later-1772323200000, LATER, 1772323200000
            follow:3:0123456789abcdef0123456789abcdef, FOLLOW, 3:0123456789abcdef0123456789abcdef
            follow-told:conflict-name:0123456789abcdef0123456789abcdef, FOLLOW_TOLD, conflict-name:0123456789abcdef0123456789abcdef
            sweep, SWEEP, ''
            hidden, HIDDEN, ''
            0123456789abcdef0123456789abcdef, PLAIN, 0123456789abcdef0123456789abcdef
            1772323200000, PLAIN, 1772323200000
            '', PLAIN, ''
            of-another-release:1, PLAIN, of-another-release:1
            creation, PLAIN, creation
            sweep:2, PLAIN, sweep:2
            """;

    @ParameterizedTest
    @CsvSource(textBlock = STORED)
    void readsAndWritesEveryStoredForm(String stored, RevisionKind kind, String subject) {
        Revision revision = Revision.parse(stored);

        assertThat(revision).isEqualTo(Revision.of(kind, subject));
        assertThat(revision).hasToString(stored);
    }

    @Test
    void everyKindIsAmongTheStoredForms() {
        Set<RevisionKind> listed = STORED.lines()
                .map(line -> RevisionKind.valueOf(line.split(",", -1)[1].strip()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RevisionKind.class)));

        assertThat(listed).containsExactlyInAnyOrder(RevisionKind.values());
    }

    @Test
    void noKindIsTakenForAnother() {
        for (RevisionKind kind : RevisionKind.values()) {
            for (String subject : kind.isOpen() ? List.of("", "x", "create", ":", "found:1") : List.of("")) {
                assertThat(Revision.parse(kind.prefix() + subject).kind())
                        .as(kind.prefix() + subject)
                        .isEqualTo(
                                kind == RevisionKind.PLAIN
                                        ? Revision.parse(subject).kind()
                                        : kind);
            }
        }
    }

    @Test
    void anyTextComesOutAsItWentIn() {
        Random random = new Random(20260301);
        List<String> parts = Stream.concat(
                        Stream.of(RevisionKind.values()).map(RevisionKind::prefix),
                        Stream.of(":", "-", "a", "0", "é", " ", "%", "found:", "approve"))
                .toList();
        IntStream.range(0, 20_000).forEach(n -> {
            String text = random.ints(random.nextInt(6), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining());

            assertThat(Revision.parse(text)).hasToString(text);
        });
    }

    @Test
    void aStepFollowsTheRevisionItBelongsTo() {
        assertThat(Revision.of(RevisionKind.CREATE, "ab").then("approve")).hasToString("create:ab:approve");
        assertThat(Revision.of(RevisionKind.DRAFT, 17).then("allocate").kind()).isEqualTo(RevisionKind.DRAFT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"drift:100.00", "drift:12345678901234567890.1234", "drift:null", "ended:VOIDED", "draft:17"})
    void anAmountIsNoFingerprint(String stored) {
        assertThat(Revision.parse(stored).namesFingerprint()).isFalse();
    }

    @Test
    void namesTheFingerprintOfAnEdit() {
        assertThat(Revision.parse("drift:0123456789abcdef0123456789abcdef").namesFingerprint())
                .isTrue();
    }

    @Test
    void namesTheIdOfADraft() {
        assertThat(Revision.parse("draft:17").id()).isEqualTo(OptionalLong.of(17));
        assertThat(Revision.parse("draft:17:approve").id()).isEmpty();
        assertThat(Revision.parse("draft:").id()).isEmpty();
    }

    @Test
    void whatThereIsOnlyOneOfHasNoSubject() {
        assertThatThrownBy(() -> Revision.of(RevisionKind.SWEEP, "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sweep");
    }
}
