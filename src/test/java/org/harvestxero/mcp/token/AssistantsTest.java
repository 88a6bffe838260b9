package org.harvestxero.mcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.user.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssistantsTest {
    private static final LocalDate LAST = LocalDate.of(2026, 11, 30);

    @TempDir
    private Path folder;

    private AssistantFile file;
    private String token = "";

    @BeforeEach
    void file() {
        file = new AssistantFile(folder.resolve("data").resolve("assistants"));
        token = AssistantToken.next();
        file.put(of("Desk helper", token));
    }

    private static Assistant of(String name, String token, String... connections) {
        return new Assistant(
                name,
                Set.of(Role.VIEWER),
                Set.of(connections),
                Assistant.Bounds.USUAL,
                LAST,
                null,
                AssistantToken.hash(token));
    }

    private Assistants at(String now) {
        return at(now, ZoneOffset.UTC);
    }

    private Assistants at(String now, ZoneId zone) {
        return new Assistants(file, "main", zone, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private static String refusal(Assistants.Entry entry) {
        return ((Assistants.Refused) entry).words();
    }

    @Test
    void letsInByTheTokenAndKeepsOnlyItsHash() throws IOException {
        assertThat(at("2026-11-30T08:00:00Z").enter(token)).isEqualTo(new Assistants.Let(of("Desk helper", token)));
        assertThat(token).matches("hxa_[\\w-]{43}");
        assertThat(Files.readString(file.path()))
                .doesNotContain(token)
                .contains("Desk helper:viewer:*:60:100:10:2026-11-30:-:");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void aTokenIsGoodUntilTheEndOfItsLastDayInTheFirmsZone() {
        ZoneId sydney = ZoneId.of("Australia/Sydney");

        assertThat(at("2026-11-30T12:59:00Z", sydney).enter(token)).isInstanceOf(Assistants.Let.class);
        assertThat(refusal(at("2026-11-30T13:00:00Z", sydney).enter(token)))
                .isEqualTo(
                        "The token of Desk helper ended with 2026-11-30: ask whoever runs harvest-xero for a new one (`mcp tokens add`).");
    }

    @Test
    void aRevokedTokenIsRefusedAtOnceAndToldSo() {
        Assistants assistants = at("2026-11-02T08:00:00Z");
        assertThat(assistants.enter(token)).isInstanceOf(Assistants.Let.class);
        assertThat(assistants.stillLets(of("Desk helper", token))).isTrue();

        assertThat(file.revoke("desk HELPER", LocalDate.of(2026, 11, 2))).isTrue();

        assertThat(refusal(assistants.enter(token))).startsWith("The token of Desk helper was revoked on 2026-11-02:");
        assertThat(assistants.stillLets(of("Desk helper", token))).isFalse();
        assertThat(file.revoke("Desk helper", LocalDate.of(2026, 11, 2))).isFalse();
    }

    @Test
    void anotherTokenTakesThePlaceOfARevokedOne() {
        file.revoke("Desk helper", LocalDate.of(2026, 11, 2));
        String second = AssistantToken.next();
        file.put(of("Desk helper", second));

        Assistants assistants = at("2026-11-02T08:00:00Z");
        assertThat(assistants.enter(second)).isInstanceOf(Assistants.Let.class);
        assertThat(refusal(assistants.enter(token))).startsWith("This token is not known here.");
    }

    @Test
    void allAreTurnedOffAndOnAgainAtOnce() {
        Assistants assistants = at("2026-11-02T08:00:00Z");
        file.turnOff("month end,\nby Ada");

        assertThat(refusal(assistants.enter(token)))
                .isEqualTo(
                        "All assistants are turned off here (month end, by Ada): whoever runs harvest-xero turns them on with `mcp on`.");
        assertThat(file.read().off()).isEqualTo("month end, by Ada");

        assertThat(file.turnOn()).isTrue();
        assertThat(file.turnOn()).isFalse();
        assertThat(assistants.enter(token)).isInstanceOf(Assistants.Let.class);
    }

    @Test
    void aTokenOfAnotherConnectionIsRefused() {
        String other = AssistantToken.next();
        file.put(of("Elsewhere", other, "london"));

        assertThat(refusal(at("2026-11-02T08:00:00Z").enter(other)))
                .startsWith("The token of Elsewhere is not for the connection main:");
    }

    @Test
    void strangersAreToldWhereTokensComeFrom() {
        Assistants assistants = at("2026-11-02T08:00:00Z");

        assertThat(refusal(assistants.enter(null)))
                .contains("Authorization: Bearer")
                .contains("mcp tokens add");
        assertThat(refusal(assistants.enter("hxa_unknown"))).startsWith("This token is not known here.");
        assertThat(refusal(assistants.enter("x".repeat(1_000_000)))).startsWith("This token is not known here.");
        assertThat(((Assistants.Refused) assistants.enter("hxa_unknown")).name())
                .isNull();
    }

    @Test
    void aFileThatOthersMayReadLetsNobodyIn() throws IOException {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(file::read).isInstanceOf(SettingsException.class).hasMessageContaining("chmod 600");
        assertThat(refusal(at("2026-11-02T08:00:00Z").enter(token))).contains("can't be read");
    }

    @Test
    void aLineThatCantBeReadLetsNobodyInAndIsComplainedAbout() throws IOException {
        String text = Files.readString(file.path());
        Files.writeString(file.path(), "# kept\n" + text + "broken:viewer\n" + text);

        assertThat(file.read().complaints()).hasSize(2).allMatch(line -> line.contains("mcp tokens add"));
        assertThat(at("2026-11-02T08:00:00Z").enter(token)).isInstanceOf(Assistants.Let.class);
        file.turnOff("");
        assertThat(Files.readString(file.path())).startsWith("off\n# kept\n");
    }

    @Test
    void anAssistantIsNeverShownWithItsHash() {
        assertThat(of("Desk helper", token)).hasToString("Assistant[Desk helper, viewer]");
    }
}
