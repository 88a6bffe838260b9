package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who gets in and who doesn't, by hand-made requests over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorIT {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private ConsoleScenario console;

    @BeforeAll
    void start() {
        console = ConsoleScenario.start(Map.of()).withUsers();
    }

    @AfterAll
    void stop() {
        console.close();
    }

    /** Somebody's browser, without the browser. */
    private final class Visitor {
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        private final List<String> more = new ArrayList<>();

        Visitor with(String header, String value) {
            more.add(header);
            more.add(value);
            return this;
        }

        HttpResponse<String> get(String path) {
            return send(HttpRequest.newBuilder(URI.create(console.at(path))).GET());
        }

        HttpResponse<String> post(String path, Map<String, String> form) {
            String body = form.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(console.at(path)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            if (!more.contains("Origin") && !more.contains("no origin")) {
                request.header("Origin", console.at(""));
            }
            return send(request);
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            for (int i = 0; i < more.size(); i += 2) {
                if (!more.get(i).equals("no origin")) {
                    request.header(more.get(i), more.get(i + 1));
                }
            }
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        Visitor signedIn(String name) {
            assertThat(login(name, ConsoleScenario.PASSWORD).statusCode()).isEqualTo(303);
            return this;
        }

        HttpResponse<String> login(String name, String password) {
            return post("/console/login", Map.of("name", name, "password", password));
        }

        String csrf() {
            Matcher matcher = CSRF.matcher(get("/console/today").body());
            assertThat(matcher.find()).isTrue();
            return matcher.group(1);
        }

        String cookie() {
            return ((CookieManager) http.cookieHandler().orElseThrow())
                    .getCookieStore().getCookies().stream()
                            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                            .collect(Collectors.joining());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void asksWhoeverIsNotSignedInToDoSoAndLeadsOnAfterwards() {
        Visitor visitor = new Visitor();

        HttpResponse<String> asked = visitor.get("/console/today?x=1");
        HttpResponse<String> entered = visitor.post(
                "/console/login", Map.of("name", "Vera", "password", ConsoleScenario.PASSWORD, "next", "/today?x=1"));

        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(asked.headers().firstValue("Location")).contains("/console/login?next=%2Ftoday%3Fx%3D1");
        assertThat(entered.headers().firstValue("Location")).contains("/console/today?x=1");
        assertThat(visitor.get("/console/today").statusCode()).isEqualTo(200);
        assertThat(new Visitor().get("/").headers().firstValue("Location")).contains("/console/today");
        assertThat(new Visitor().get("/console").headers().firstValue("Location"))
                .contains("/console/today");
    }

    @Test
    void setsACookieThatScriptsCantReadAndOtherPagesDontSend() {
        HttpResponse<String> entered = new Visitor().login("Vera", ConsoleScenario.PASSWORD);

        assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("hx-session=[\\w-]{43}; Path=/console; HTTPOnly; SameSite=Strict");
    }

    @Test
    void tellsNobodyWhetherTheNameOrThePasswordWasWrong() {
        HttpResponse<String> wrong = new Visitor().login("Vera", "wrong horse battery");
        HttpResponse<String> unknown = new Visitor().login("Nobody", "wrong horse battery");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("Name and password don't belong together.");
        assertThat(unknown.body().replace("Nobody", "Vera")).isEqualTo(wrong.body());
    }

    @Test
    void givesASessionANewIdAtSignInWhateverCameBefore() {
        Visitor planted = new Visitor().with("Cookie", "hx-session=" + "A".repeat(43));

        HttpResponse<String> entered = planted.login("Vera", ConsoleScenario.PASSWORD);

        assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain("A".repeat(43));
        assertThat(new Visitor()
                        .with("Cookie", "hx-session=" + "A".repeat(43))
                        .get("/console/today")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void endsTheSessionAtSignOut() {
        Visitor visitor = new Visitor().signedIn("Vera");
        String cookie = visitor.cookie();

        assertThat(visitor.post("/console/logout", Map.of("_csrf", "wrong")).statusCode())
                .isEqualTo(303);
        assertThat(visitor.get("/console/today").statusCode())
                .as("not by somebody else's form")
                .isEqualTo(200);
        visitor.post("/console/logout", Map.of("_csrf", visitor.csrf()));

        assertThat(new Visitor().with("Cookie", cookie).get("/console/today").statusCode())
                .isEqualTo(303);
    }

    @Test
    void refusesFormsOfOtherPages() {
        assertThat(new Visitor().with("Origin", "https://evil.example").login("Vera", ConsoleScenario.PASSWORD))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403));
        assertThat(new Visitor().with("Sec-Fetch-Site", "cross-site").login("Vera", ConsoleScenario.PASSWORD))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403));
        assertThat(new Visitor().with("no origin", "").login("Vera", ConsoleScenario.PASSWORD))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403));
    }

    @Test
    void refusesToBeAskedForUnderAForeignName() throws IOException {
        assertThat(askedAs("evil.example:" + console.port()))
                .startsWith("HTTP/1.1 403")
                .contains("console.address");
        assertThat(askedAs("localhost:" + console.port())).startsWith("HTTP/1.1 200");
        assertThat(askedAs("127.0.0.1")).startsWith("HTTP/1.1 200");
    }

    /** The whole answer to a request under that name. */
    private String askedAs(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /console/login HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tellsBrowsersWhatToRefuse() {
        HttpResponse<String> login = new Visitor().get("/console/login");

        assertThat(login.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(login.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(login.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(login.headers().firstValue("Referrer-Policy")).contains("same-origin");
    }

    @Test
    void slowsDownWhoeverGuesses() {
        console.put("Gus", Role.VIEWER);
        for (int i = 0; i < 5; i++) {
            assertThat(new Visitor().login("Gus", "guess number " + i).statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> sixth = new Visitor().login("Gus", ConsoleScenario.PASSWORD);

        assertThat(sixth.statusCode()).isEqualTo(HttpURLConnection.HTTP_BAD_REQUEST + 29);
        assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
        assertThat(sixth.body()).contains("Too many tries. Try again in");
    }

    @Test
    void seesAtOnceWhenSomebodyLeavesOrGetsANewPassword() {
        console.put("Leo", Role.VIEWER);
        Visitor leo = new Visitor().signedIn("Leo");

        console.users().remove("Leo");
        assertThat(leo.get("/console/today").statusCode()).isEqualTo(303);

        console.put("Leo", Role.VIEWER);
        leo.signedIn("Leo");
        console.users().put(new User("Leo", Set.of(Role.VIEWER), new Passwords().hash("another horse battery")));
        assertThat(leo.get("/console/today").statusCode()).isEqualTo(303);
    }

    @Test
    void letsNobodyInByAFileThatOthersMayRead() throws IOException {
        Visitor vera = new Visitor().signedIn("Vera");
        Files.setPosixFilePermissions(console.users().path(), PosixFilePermissions.fromString("rw-r--r--"));
        try {
            assertThat(vera.get("/console/today").statusCode()).isEqualTo(303);
            assertThat(new Visitor().login("Ada", ConsoleScenario.PASSWORD).statusCode())
                    .isEqualTo(401);
        } finally {
            Files.setPosixFilePermissions(console.users().path(), PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(vera.get("/console/today").statusCode()).isEqualTo(200);
    }

    @Test
    void showsNothingOutsideOfItsOwnFolder() {
        Visitor visitor = new Visitor();

        for (String path : List.of(
                "/console/assets/..%2f..%2forg",
                "/console/assets/x.css", "/console/assets/", "/console/no-such-page")) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(visitor.get("/console/assets/console.css").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/console/assets/htmx.min.js").statusCode()).isEqualTo(200);
    }

    @Test
    void filesOfAPageAreKeptForGoodUnderTheSignOfTheirContent() {
        Visitor visitor = new Visitor();
        String page = visitor.get("/console/login").body();
        Matcher style = Pattern.compile("href=\"(/console/assets/console.css\\?v=[0-9a-f]{16})\"")
                .matcher(page);
        assertThat(style.find()).isTrue();

        assertThat(visitor.get(style.group(1)).headers().firstValue("Cache-Control"))
                .contains("public, max-age=31536000, immutable");
        assertThat(visitor.get("/console/assets/console.css?v=0123456789abcdef")
                        .headers()
                        .firstValue("Cache-Control"))
                .contains("public, max-age=3600");
    }

    @Test
    void asksOnceMoreWhereALinkElsewhereLedHere() {
        HttpResponse<String> first =
                new Visitor().with("Sec-Fetch-Site", "cross-site").get("/console/today");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("http-equiv=\"refresh\" content=\"0; url=/console/today\"");
    }

    @Test
    void leadsNobodyElsewhereAfterSignIn() {
        for (String next :
                List.of("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)")) {
            HttpResponse<String> entered = new Visitor()
                    .post("/console/login", Map.of("name", "Vera", "password", ConsoleScenario.PASSWORD, "next", next));
            assertThat(entered.headers().firstValue("Location")).contains("/console/today");
        }
    }
}
