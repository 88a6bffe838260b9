package org.harvestxero.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.http.Browser.freePort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.SideException;
import org.harvestxero.config.ServerCertificate;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.harvestxero.console.user.UsersFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything on the port encrypted, by a certificate of the test's own that is renewed while the program runs. */
class ServerTlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private int port;

    private HttpResponse<String> ask(Certificate believed, HttpRequest.Builder request) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(PinnedCertificate.trusting(ServerCertificate.fingerprint(believed)))
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("https://localhost:" + port + path);
    }

    @Test
    void encryptsEverythingAndTakesARenewedCertificate() throws Exception {
        Certificate first = TestCertificate.write(folder);
        port = freePort();
        try (CopyScenario scenario = CopyScenario.start()) {
            new UsersFile(scenario.home().resolve("data/users"))
                    .put(new User("Vera", Set.of(Role.VIEWER), new Passwords().hash("correct horse battery")));
            scenario.serve(
                    Engine.Mode.RUN,
                    Map.of(
                            "http.port", Integer.toString(port),
                            "http.certificate", folder.resolve("server.pem").toString(),
                            "http.key", folder.resolve("server.key").toString(),
                            "console.enabled", "true",
                            "copy.schedule", "0 0 3 1 1 ?"));

            HttpResponse<String> login = ask(first, HttpRequest.newBuilder(at("/console/login")));
            assertThat(login.statusCode()).isEqualTo(200);
            assertThat(login.headers().firstValue("Strict-Transport-Security")).isPresent();
            HttpResponse<String> entered = ask(
                    first,
                    HttpRequest.newBuilder(at("/console/login"))
                            .header("Origin", "https://localhost:" + port)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("name=Vera&password=correct+horse+battery")));
            assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Secure-hx-session=")
                    .contains("; Secure");
            assertThat(ask(first, HttpRequest.newBuilder(at("/health"))).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThat(command(scenario)).isEqualTo(2);

            Certificate renewed = TestCertificate.write(folder);
            await().atMost(PATIENCE).until(() -> isShown(renewed));

            assertThat(ask(renewed, HttpRequest.newBuilder(at("/health"))).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> ask(first, HttpRequest.newBuilder(at("/health"))))
                    .isInstanceOf(IOException.class);
            assertThat(command(scenario)).isEqualTo(2);
        }
    }

    private boolean isShown(Certificate certificate) throws Exception {
        try {
            return ask(certificate, HttpRequest.newBuilder(at("/health"))).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** A command given to the running process, which answers all of them with 2. */
    private static int command(CopyScenario scenario) throws Exception {
        JsonNode said =
                new ObjectMapper().readTree(Files.readString(scenario.home().resolve("data/run.json")));
        ControlFile running = new ControlFile(
                said.path("pid").asLong(),
                said.path("host").asText(),
                said.path("port").asInt(),
                said.path("token").asText(),
                said.path("certificate").asText());
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        assertThatThrownBy(() -> new ControlClient(running.with("00"))
                        .carryOut(List.of("status"), "Ada", nowhere, nowhere, page -> {}))
                .isInstanceOf(SideException.class);
        return new ControlClient(running).carryOut(List.of("status"), "Ada", nowhere, nowhere, page -> {});
    }

    @Test
    void wantsBothFilesAndSaysWhatIsWrongWithThem() throws IOException {
        assertThatThrownBy(() -> ServerCertificate.of(Settings.of(Map.of("http.certificate", "x.pem"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("set both, or none");
        Path words = Files.writeString(folder.resolve("words.pem"), "no certificate");
        ServerCertificate certificate = ServerCertificate.of(
                        Settings.of(Map.of("http.certificate", words.toString(), "http.key", words.toString())))
                .orElseThrow();
        assertThatThrownBy(certificate::read)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("words.pem (http.certificate)");
    }
}
