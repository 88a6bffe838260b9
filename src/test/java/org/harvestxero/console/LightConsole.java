package org.harvestxero.console;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.ContactChoices;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.FakeBooks;
import org.harvestxero.api.FakeContactDesk;
import org.harvestxero.api.FakeOverdueDesk;
import org.harvestxero.api.FakePayroll;
import org.harvestxero.api.FakeReconciliations;
import org.harvestxero.api.FakeSetup;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Stories;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsFile;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;

/** The console alone, on a server of its own, before work that only remembers what it was asked. */
final class LightConsole implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    private static final String HASH = new Passwords().hash(PASSWORD);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    final FakeWork work = new FakeWork();
    final FakeReconciliations reconciliations = new FakeReconciliations();
    final FakeOverdueDesk overdue = overdue();
    final FakePayroll payroll = new FakePayroll();
    final AtomicLong nanos = new AtomicLong(17);
    volatile boolean databaseAnswers = true;
    final Console console;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    final FakeSetup setup = new FakeSetup();

    LightConsole(Path folder) {
        Settings settings =
                Settings.of(Map.of("users.file", folder.resolve("users").toString(), "time-zone", "UTC"));
        Clock clock = Clock.fixed(FakeWork.NOON, ZoneOffset.UTC);
        Router root = Router.router(vertx);
        server = join(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(root)
                .listen(0, "127.0.0.1"));
        console = new Console(
                new Desk(
                        new Desk.Work(work, people(), reconciliations, null, nothingToMend()),
                        new Desk.Watch(work, List::of, () -> databaseAnswers, () -> true),
                        new Desk.Site(settings, clock),
                        new Desk.Sides(FakeBooks.desk(), overdue, new FakeContactDesk(work.asked), payroll),
                        new Desk.Setup(
                                setup,
                                new SettingsFile(settings, Home.at(folder), clock),
                                List::of,
                                List.of(),
                                () -> {}),
                        Optional.empty()),
                nanos::get,
                at(""),
                Optional.empty());
        console.install(vertx, root, request -> {});
    }

    /** Knows no invoice; whatever is arranged is refused. */
    private static FakeOverdueDesk overdue() {
        FakeOverdueDesk desk = new FakeOverdueDesk();
        desk.refusal = "Not this one";
        return desk;
    }

    /** Nothing is put right here. */
    private static MendDesk nothingToMend() {
        return new MendDesk(none(MappingDesk.class), none(ContactChoices.class));
    }

    private static <T> T none(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                LightConsole.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, values) -> switch (method.getName()) {
                    case "helps" -> false;
                    case "fixes" -> List.of();
                    case "choice", "conflict" -> Optional.empty();
                    default -> throw new DecisionException("Not this one");
                }));
    }

    private static <T> T join(io.vertx.core.Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** Knows no draft; what is decided is remembered and refused. */
    private Reviews reviews() {
        return (Reviews) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Reviews.class},
                (proxy, method, values) -> switch (method.getName()) {
                    case "list" -> List.of();
                    case "find" -> Optional.empty();
                    case "waitsFor" -> true;
                    default -> {
                        work.asked.add(method.getName() + " by " + values[values.length - 1]);
                        throw new DecisionException("Not this one");
                    }
                });
    }

    /** Explains nothing; remembers for whom both sides were read. */
    private BillingDesk people() {
        BillingDesk usual = new BillingDesk(reviews(), null, null);
        return new BillingDesk(
                usual.reviews(),
                usual.explanations(),
                usual.replays(),
                usual.contractors(),
                usual.unmarkedWork(),
                usual.dates(),
                usual.invoices(),
                new Stories() {
                    @Override
                    public Optional<Story> find(String id) {
                        return Optional.empty();
                    }

                    @Override
                    public int readBoth(String id, String who) {
                        work.asked.add("read both " + id + " by " + who);
                        return 2;
                    }
                },
                usual.periods(),
                usual.agreements(),
                usual.balances());
    }

    void put(String name, Role... roles) {
        console.users().put(new User(name, Set.of(roles), HASH));
    }

    String at(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    Visitor visitor() {
        return new Visitor();
    }

    /** Somebody who is signed in. */
    Visitor visitor(String name) {
        Visitor visitor = new Visitor();
        visitor.post("/console/login", Map.of("name", name, "password", PASSWORD));
        return visitor;
    }

    /** A browser without a browser. */
    final class Visitor {
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> get(String path) {
            return send(HttpRequest.newBuilder(URI.create(at(path))).GET());
        }

        HttpResponse<String> post(String path, Map<String, String> form) {
            String body = form.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            return send(HttpRequest.newBuilder(URI.create(at(path)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", at(""))
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        String csrf() {
            Matcher matcher = CSRF.matcher(get("/console/review").body());
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        console.close();
        join(server.close());
        join(vertx.close());
    }
}
