package org.harvestxero.console;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.FakeBooks;
import org.harvestxero.api.FakeContactDesk;
import org.harvestxero.api.FakeMend;
import org.harvestxero.api.FakeOverdueDesk;
import org.harvestxero.api.FakePayroll;
import org.harvestxero.api.FakeProposals;
import org.harvestxero.api.FakeReconciliations;
import org.harvestxero.api.FakeSetup;
import org.harvestxero.api.FakeWork;
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
                        new Desk.Work(work, people(), reconciliations, null, FakeMend.nothing()),
                        new Desk.Watch(work, List::of, () -> databaseAnswers, () -> true),
                        new Desk.Site(settings, clock, () -> ZoneOffset.UTC),
                        new Desk.Sides(FakeBooks.desk(), overdue, new FakeContactDesk(work.asked), payroll),
                        new Desk.Setup(
                                setup,
                                new SettingsFile(settings, Home.at(folder), clock),
                                List::of,
                                List.of(),
                                () -> {}),
                        Optional.of(new Desk.Assistants(new FakeProposals(work.asked), FakeProposals.noCalls()))),
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
        return new Visitor(at(""));
    }

    /** Somebody who is signed in. */
    Visitor visitor(String name) {
        return visitor().signedIn(name, PASSWORD);
    }

    @Override
    public void close() {
        console.close();
        join(server.close());
        join(vertx.close());
    }
}
