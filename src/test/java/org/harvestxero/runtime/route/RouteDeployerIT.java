package org.harvestxero.runtime.route;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Every edit that breaks Camel's own reloader, and what must happen instead. */
class RouteDeployerIT {
    private static final String GREET = """
            - route:
                id: greet
                from:
                  uri: direct:greet
                  steps:
                    - setBody: {expression: {constant: {expression: "hello"}}}
            """;
    private static final String PART = """
            - route:
                id: part
                from:
                  uri: direct:part
                  steps:
                    - setBody: {expression: {constant: {expression: "goodbye"}}}
            """;

    @TempDir
    Path folder;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Processor slow = exchange -> {
        entered.countDown();
        release.await();
    };
    private final Map<String, Object> beans = Map.of("slow", slow);
    private RoutePolicy policy = RoutePolicy.shipped();
    private RouteContext context;
    private RouteDeployer deployer;

    @BeforeEach
    void run() throws Exception {
        write("greet.camel.yaml", GREET);
        write("sub/part.camel.yaml", PART);
        start();
    }

    private void start() throws Exception {
        context = new RouteContext();
        context.disableJMX();
        beans.forEach(context.getRegistry()::bind);
        RoutePlaceholders.useOnly(context, new Properties());
        RouteLog.use(context);
        policy.guard(context, null);
        RouteCheck check = new RouteCheck(beans, new Properties(), policy, null);
        RouteFiles files = RouteFiles.read(folder);
        check.check(files);
        deployer = new RouteDeployer(context, check, files, live -> {});
        deployer.load();
        context.start();
        deployer.look();
    }

    @AfterEach
    void stop() {
        release.countDown();
        context.stop();
    }

    @Test
    void anEditIsLive() throws IOException {
        edit("greet.camel.yaml", GREET.replace("hello", "kia ora"));

        assertThat(ask("greet")).isEqualTo("kia ora");
        assertThat(ask("part")).isEqualTo("goodbye");
        assertThat(deployer.refusal()).isEmpty();
    }

    private static final String SAY = """
            - routeTemplate:
                id: say
                parameters:
                  - {name: name, description: of the direct route}
                  - {name: words, description: what it says}
                route:
                  from:
                    uri: "direct:{{name}}"
                    steps:
                      - setBody: {id: words, expression: {constant: {expression: "{{words}}"}}}
            """;
    private static final String SAID = """
            - templatedRoute:
                routeTemplateRef: say
                routeId: said
                prefixId: said-
                parameters:
                  - {name: name, value: said}
                  - {name: words, value: once}
            """;

    private void startWithATemplate() throws Exception {
        context.stop();
        write("a-said.camel.yaml", SAID);
        write("templates.camel.yaml", SAY);
        start();
    }

    @Test
    void anEditOfATemplateAndOfItsValuesIsLive() throws Exception {
        startWithATemplate();
        assertThat(ask("said")).isEqualTo("once");

        edit("a-said.camel.yaml", SAID.replace("once", "twice"));
        assertThat(ask("said")).isEqualTo("twice");

        edit("templates.camel.yaml", SAY.replace("\"{{words}}\"", "\"{{words}}!\""));
        assertThat(ask("said")).isEqualTo("twice!");
        assertThat(context.getProcessor("said-words")).isNotNull();
        assertThat(ask("greet")).isEqualTo("hello");

        Files.delete(folder.resolve("a-said.camel.yaml"));
        deployer.look();
        deployer.look();
        assertThat(ids()).isEqualTo("greet,part");
        assertThat(deployer.refusal()).isEmpty();
    }

    @Test
    void aTemplateAndItsRoutesMayShareAFile() throws Exception {
        edit("said.camel.yaml", SAY + SAID);
        assertThat(ask("said")).isEqualTo("once");

        edit("said.camel.yaml", SAY + SAID.replace("once", "twice"));

        assertThat(ask("said")).isEqualTo("twice");
        assertThat(ids()).isEqualTo("greet,part,said");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "no such template|a-said|routeTemplateRef: say|routeTemplateRef: sing|a-said.camel.yaml: line 2: there is no routeTemplate sing",
                "an id that is taken|a-said|routeId: said|routeId: part|is taken",
                "a call that no route takes|templates|setBody: {id: words, expression: {constant: {expression: \"{{words}}\"}}}|to: {uri: \"direct:{{words}}\"}|direct:once, which no route begins with",
                "a bean that is not there|templates|setBody: {id: words, expression: {constant: {expression: \"{{words}}\"}}}|bean: {ref: \"{{words}}\", method: say}|templates.camel.yaml: line 10: there is no bean once",
                "beans of its own|a-said|routeId: said|routeId: said\\n    beans: []|a-said.camel.yaml: line 2: a templatedRoute has no beans of its own here: declare them at the left edge"
            })
    void aTemplateThatWouldNotRunIsRefusedAndWhatRanGoesOn(
            String what, String file, String old, String slip, String reason) throws Exception {
        startWithATemplate();

        edit(file + ".camel.yaml", (file.equals("templates") ? SAY : SAID).replace(old, slip.replace("\\n", "\n")));

        assertThat(deployer.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.getMessage()).contains(reason));
        assertThat(ask("said")).isEqualTo("once");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a syntax error|setBody: {expression:|setBody: ]{expression:|greet.camel.yaml",
                "an unknown step|setBody:|setBodie:|greet.camel.yaml",
                "a misspelt endpoint option|uri: direct:greet|uri: direct:greet?tiemout=3|greet.camel.yaml",
                "a missing component|uri: direct:greet|uri: drect:greet|greet.camel.yaml",
                "a bad cron expression|uri: direct:greet|uri: quartz:x?cron=whenever|greet.camel.yaml",
                "a schedule that means something else|uri: direct:greet|uri: quartz:x?cron=0+0+9+?+*+MON-FRI%231|greet.camel.yaml",
                "a bad expression|constant: {expression: \"hello\"}|simple: {expression: \"${bod\"}|greet.camel.yaml",
                "an id that another file has|id: greet|id: part|part",
                "a missing bean|setBody: {expression: {constant: {expression: \"hello\"}}}|bean: {ref: nobody}|greet.camel.yaml",
                "a call that no route takes|setBody: {expression: {constant: {expression: \"hello\"}}}|to: {uri: direct:gret}|greet.camel.yaml",
                "an unknown route configuration|id: greet|{id: greet, routeConfigurationId: retries}|greet.camel.yaml",
                "an unknown placeholder|hello|{{nowhere}}|greet.camel.yaml"
            })
    void aBrokenEditIsRefusedWithFileAndReasonAndEverythingGoesOn(String what, String old, String broken, String named)
            throws IOException {
        String text = old.equals("id: greet") && broken.startsWith("{")
                ? GREET.replace("id: greet", "id: greet\n    routeConfigurationId: retries")
                : GREET.replace(old, broken);

        edit("greet.camel.yaml", text);

        assertThat(deployer.refusal())
                .hasValueSatisfying(refusal ->
                        assertThat(refusal.getMessage()).contains(named).doesNotContain("\n"));
        assertThat(ask("greet")).isEqualTo("hello");
        assertThat(ask("part")).isEqualTo("goodbye");
    }

    /** Each was live at once with the same words in Camel alone, and did nothing or something else. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a top that is no list|- route:|route:|line 1: the file's top is route: instead of a list, which Camel passes over: write \"- route:\" and move the lines below it in",
                "a step that stands twice|- setBody: {expression: {constant: {expression: \"hello\"}}}|- setBody: {expression: {constant: {expression: \"a\"}}}\\n      steps:\\n        - stop: {}|line 7: steps stands on line 5 already, and only one of the two would count",
                "two declarations in one item|- route:|- errorHandler: {noErrorHandler: {}}\\n  route:|line 2: route stands in the same item as errorHandler: begin each with a dash of its own, and move what belongs to it in",
                "an option of HTTP with a slip|setBody: {expression: {constant: {expression: \"hello\"}}}|to: {uri: \"https://api.test/x?throwExceptionOnFailur=false\"}|line 6: throwExceptionOnFailur is no option of https: did you mean throwExceptionOnFailure? It would go to the other side as a query parameter; if that is meant, set the header CamelHttpQuery instead, or add throwExceptionOnFailur to routes.query-parameters",
                "the same below parameters|setBody: {expression: {constant: {expression: \"hello\"}}}|to: {uri: \"http://localhost/x\", parameters: {httpClientConfigurr: \"#slow\"}}|line 6: httpClientConfigurr is no option of http: did you mean httpClientConfigurer? It would go to the other side as a query parameter; if that is meant, set the header CamelHttpQuery instead, or add httpClientConfigurr to routes.query-parameters",
                "the same where the address is found while it runs|setBody: {expression: {constant: {expression: \"hello\"}}}|toD: {uri: \"https://api.test/${body}?okStatusCodRange=200\"}|line 6: okStatusCodRange is no option of https: did you mean okStatusCodeRange? It would go to the other side as a query parameter; if that is meant, set the header CamelHttpQuery instead, or add okStatusCodRange to routes.query-parameters",
                "an option of another component, found while it runs|setBody: {expression: {constant: {expression: \"hello\"}}}|toD: {uri: \"seda:${body}?siez=3\"}|line 6: siez is no option of seda: did you mean size?",
                "a method that is not there|setBody: {expression: {constant: {expression: \"hello\"}}}|bean: {ref: slow, method: proces}|line 6: the bean slow has no method proces: did you mean process?",
                "a method with too many values|setBody: {expression: {constant: {expression: \"hello\"}}}|bean: {ref: slow, method: \"process(${body}, ${header.a})\"}|line 6: the method process of the bean slow takes 1 values, not 2",
                "a method of no bean in an expression|constant: {expression: \"hello\"}|method: {ref: nobody, method: process}|line 6: there is no bean nobody",
                "a call by enrich that no route takes|setBody: {expression: {constant: {expression: \"hello\"}}}|enrich: {expression: {constant: {expression: direct:gret}}}|line 6: calls direct:gret, which no route begins with",
                "a call by a list that no route takes|setBody: {expression: {constant: {expression: \"hello\"}}}|recipientList: {expression: {constant: {expression: \"direct:part,direct:gret\"}}}|line 6: calls direct:gret, which no route begins with"
            })
    void anEditThatWouldDoNothingOrSomethingElseIsRefused(String what, String old, String slip, String reason)
            throws IOException {
        edit("greet.camel.yaml", GREET.replace(old, slip.replace("\\n", "\n")));

        assertThat(deployer.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.getMessage())
                        .startsWith("greet.camel.yaml: ")
                        .endsWith(reason));
        assertThat(ask("greet")).isEqualTo("hello");
        assertThat(ask("part")).isEqualTo("goodbye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# - route: later\n", "[]\n"})
    void anEmptyFileIsRefused(String text) throws IOException {
        edit("greet.camel.yaml", text);

        assertThat(deployer.refusal())
                .hasValueSatisfying(
                        refusal -> assertThat(refusal)
                                .hasMessage(
                                        "greet.camel.yaml: holds no route: delete the file if its routes shall be gone, or put them back"));
        assertThat(ask("greet")).isEqualTo("hello");
    }

    @Test
    void aRouteThatSlippedIntoAnotherOneIsRefused() throws IOException {
        edit("greet.camel.yaml", GREET + PART.replace("part", "third").indent(14));

        assertThat(deployer.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.file()).isEqualTo("greet.camel.yaml"));
        assertThat(ids()).isEqualTo("greet,part");
    }

    @Test
    void optionsThatAreThereAndNamesAnOperatorAllowsAreTaken() throws Exception {
        context.stop();
        policy = new RoutePolicy(RoutePolicy.shipped().components(), Set.of(), Set.of("currency"));
        start();

        edit(
                "greet.camel.yaml",
                GREET.replace("- setBody", """
                - to:
                            uri: "http://127.0.0.1:1/rates"
                            parameters:
                              currency: NZD
                              throwExceptionOnFailure: false
                              httpClient.responseTimeout: 1000
                              httpConnection.connectTimeout: 1000
                              bridgeErrorHandler: true
                        - setBody""".stripTrailing())
                        .replace("bridgeErrorHandler: true", "lazyStartProducer: true"));

        assertThat(deployer.refusal()).isEmpty();
        assertThat(context.getEndpoints())
                .anySatisfy(endpoint -> assertThat(endpoint.getEndpointUri()).contains("currency=NZD"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a component|to: {uri: \"controlbus:route?routeId=part&action=status\"}|the component controlbus is not among routes.components: if that is meant, add controlbus there",
                "a component found while it runs|toD: {uri: \"controlbus:route?routeId=${body}&action=status\"}|the component controlbus is not among routes.components: if that is meant, add controlbus there",
                "a class of the JDK|bean: {beanType: java.lang.Runtime, method: availableProcessors}|line 6: the class java.lang.Runtime is not one that routes may name: if that is meant, add class to routes.components",
                "a class in an expression|setBody: {expression: {simple: {expression: \"${bean:type:java.lang.Runtime?method=availableProcessors}\"}}}|line 6: the class java.lang.Runtime is not one that routes may name: if that is meant, add class to routes.components",
                "a class as an option|to: {uri: \"https://api.test/x\", parameters: {httpClientConfigurer: \"#class:java.lang.Thread\"}}|line 6: the class java.lang.Thread is not one that routes may name: if that is meant, add class to routes.components",
                "a class as an address|to: {uri: \"class:java.lang.Runtime?method=availableProcessors\"}|the component class is not among routes.components: if that is meant, add class there",
                "a file outside of the home|to: {uri: \"file:/var/tmp/harvest-xero-never\"}|/var/tmp/harvest-xero-never is not a folder that routes may use: if that is meant, add file to routes.components"
            })
    void whatOperatorsDidNotAllowIsRefused(String what, String step, String reason) throws IOException {
        edit("greet.camel.yaml", GREET.replace("setBody: {expression: {constant: {expression: \"hello\"}}}", step));

        assertThat(deployer.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.getMessage())
                        .startsWith("greet.camel.yaml: ")
                        .endsWith(reason));
        assertThat(ask("greet")).isEqualTo("hello");
        assertThat(Path.of("/var/tmp/harvest-xero-never")).doesNotExist();
    }

    @Test
    void whatOperatorsAllowIsTaken() throws Exception {
        context.stop();
        policy = new RoutePolicy(Set.of("direct", "bean", "class"), Set.of(), Set.of());
        start();

        edit(
                "greet.camel.yaml",
                GREET.replace(
                        "setBody: {expression: {constant: {expression: \"hello\"}}}",
                        "setBody: {expression: {method: {beanType: java.util.Locale, method: getISOCountries}}}"));

        assertThat(deployer.refusal()).isEmpty();
    }

    @Test
    void anAddressFoundWhileItRunsCanNotUseWhatIsNotAllowed() throws IOException {
        edit(
                "greet.camel.yaml",
                GREET.replace("setBody: {expression: {constant: {expression: \"hello\"}}}", "toD: {uri: \"${body}\"}"));

        Exchange answer = context.createFluentProducerTemplate()
                .to("direct:greet")
                .withBody("controlbus:route?routeId=part&action=status")
                .send();

        assertThat(answer.getException())
                .hasStackTraceContaining(
                        "the component controlbus is not among routes.components: if that is meant, add controlbus there");
    }

    @Test
    void aFileThatOthersMayWriteIsRefusedAndWhatRanGoesOn() throws IOException {
        Path file = folder.resolve("greet.camel.yaml");
        Files.writeString(file, GREET.replace("hello", "kia ora"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));
        deployer.look();
        deployer.look();

        assertThat(deployer.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .hasMessage("greet.camel.yaml: " + file
                                + " can be written by others than its owner (rw-r--rw-): run chmod o-w " + file));
        assertThat(ask("greet")).isEqualTo("hello");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        deployer.look();
        deployer.look();

        assertThat(deployer.refusal()).isEmpty();
        assertThat(ask("greet")).isEqualTo("kia ora");
    }

    @Test
    void aFolderThatOthersMayWriteIsRefused() throws IOException {
        Path sub = folder.resolve("sub");
        Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("rwxr-xrwx"));
        deployer.look();

        assertThat(deployer.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .hasMessage("sub: " + sub
                                + " can be written by others than its owner (rwxr-xrwx): run chmod o-w " + sub));
    }

    @Test
    void whatARouteLogsIsShownUnderItsOwnName() throws IOException {
        ListAppender<ILoggingEvent> shown = new ListAppender<>();
        shown.start();
        Logger root = (Logger) LoggerFactory.getLogger("ROOT");
        root.addAppender(shown);
        try {
            edit("greet.camel.yaml", GREET.replace("- setBody", """
                    - log: {message: "asked for a greeting"}
                            - to: {uri: "log:greetings?showBody=true"}
                            - setBody""".stripTrailing()));
            ask("greet");
        } finally {
            root.detachAppender(shown);
        }

        assertThat(shown.list)
                .filteredOn(event -> event.getLoggerName().startsWith("route."))
                .extracting(
                        event -> event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage())
                .containsExactly(
                        "INFO route.greet: asked for a greeting",
                        "INFO route.greetings: Exchange[ExchangePattern: InOnly, BodyType: String, Body: ]");
    }

    @Test
    void otherFilesMayChangeOnceTheBrokenOneIsFixed() throws IOException {
        edit("greet.camel.yaml", GREET.replace("direct:greet", "direct:greet?tiemout=3"));
        edit("sub/part.camel.yaml", PART.replace("goodbye", "farewell"));
        assertThat(ask("part")).isEqualTo("goodbye");

        edit("greet.camel.yaml", GREET.replace("hello", "kia ora"));

        assertThat(ask("greet")).isEqualTo("kia ora");
        assertThat(ask("part")).isEqualTo("farewell");
        assertThat(deployer.refusal()).isEmpty();
    }

    @Test
    void takingABrokenEditBackClearsTheRefusal() throws IOException {
        edit("greet.camel.yaml", "- nonsense");
        edit("greet.camel.yaml", GREET);

        assertThat(deployer.refusal()).isEmpty();
        assertThat(ask("greet")).isEqualTo("hello");
    }

    @Test
    void aRenamedRouteRunsOnlyUnderItsNewId() throws IOException {
        edit("greet.camel.yaml", GREET.replace("id: greet", "id: welcome"));

        assertThat(ids()).isEqualTo("part,welcome");
        assertThat(ask("greet")).isEqualTo("hello");
    }

    @Test
    void aFolderThatIsALinkIsFollowedAndSoIsOneInside(@TempDir Path elsewhere) throws Exception {
        context.stop();
        Files.move(folder.resolve("sub"), elsewhere.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("sub"), elsewhere.resolve("sub"));
        Path real = folder;
        folder = Files.createSymbolicLink(elsewhere.resolve("routes"), real);
        start();

        edit("sub/part.camel.yaml", PART.replace("goodbye", "farewell"));

        assertThat(ids()).isEqualTo("greet,part");
        assertThat(ask("part")).isEqualTo("farewell");
        assertThat(ask("greet")).isEqualTo("hello");
        folder = real;
    }

    @Test
    void aDeletedFileStopsItsRoutes() throws IOException {
        Files.delete(folder.resolve("sub/part.camel.yaml"));
        deployer.look();
        deployer.look();

        assertThat(ids()).isEqualTo("greet");
    }

    @Test
    void aFolderWithoutFilesIsAMistakeAndEverythingGoesOn() throws IOException {
        Files.delete(folder.resolve("sub/part.camel.yaml"));
        Files.delete(folder.resolve("greet.camel.yaml"));
        deployer.look();
        deployer.look();

        assertThat(ids()).isEqualTo("greet,part");
        assertThat(deployer.refusal()).isPresent();
    }

    @Test
    void aNewFileIsLive() throws IOException {
        edit("new.camel.yaml", PART.replace("part", "third"));

        assertThat(ids()).isEqualTo("greet,part,third");
    }

    @Test
    void aRouteMayMoveToAnotherFile() throws IOException {
        write("moved.camel.yaml", PART.replace("goodbye", "farewell"));
        Files.delete(folder.resolve("sub/part.camel.yaml"));
        deployer.look();
        deployer.look();

        assertThat(ids()).isEqualTo("greet,part");
        assertThat(ask("part")).isEqualTo("farewell");

        edit("moved.camel.yaml", PART);
        assertThat(ask("part")).isEqualTo("goodbye");
    }

    @Test
    void aHalfWrittenFileIsNotTaken() throws IOException {
        write("greet.camel.yaml", "");
        deployer.look();
        write("greet.camel.yaml", GREET.replace("hello", "kia ora"));
        deployer.look();
        assertThat(deployer.refusal()).isEmpty();
        assertThat(ask("greet")).isEqualTo("hello");

        deployer.look();

        assertThat(ask("greet")).isEqualTo("kia ora");
    }

    @Test
    void aChangedRouteConfigurationRebuildsTheRoutesThatUseIt() throws Exception {
        String configuration = """
                - routeConfiguration:
                    id: errors
                    onException:
                      - onException:
                          exception: [java.lang.IllegalStateException]
                          handled: {constant: {expression: "true"}}
                          steps:
                            - setBody: {expression: {constant: {expression: "first"}}}
                """;
        write("errors.camel.yaml", configuration);
        edit("greet.camel.yaml", """
                - route:
                    id: greet
                    routeConfigurationId: errors
                    from:
                      uri: direct:greet
                      steps:
                        - throwException: {exceptionType: java.lang.IllegalStateException, message: no}
                """);
        assertThat(ask("greet")).isEqualTo("first");

        edit("errors.camel.yaml", configuration.replace("first", "second"));

        assertThat(ask("greet")).isEqualTo("second");
        assertThat(ask("part")).isEqualTo("goodbye");
    }

    @Test
    void aChangedBeanRebuildsTheRoutesThatUseIt() throws IOException {
        String bean = """
                - beans:
                    - name: greeting
                      type: java.lang.String
                      constructors: {"0": "first"}
                """;
        write("beans.camel.yaml", bean);
        edit("greet.camel.yaml", """
                - route:
                    id: greet
                    from:
                      uri: direct:greet
                      steps:
                        - bean: {ref: greeting, method: toUpperCase()}
                """);
        assertThat(ask("greet")).isEqualTo("FIRST");

        edit("beans.camel.yaml", bean.replace("first", "second"));
        assertThat(ask("greet")).isEqualTo("SECOND");

        Files.delete(folder.resolve("beans.camel.yaml"));
        deployer.look();
        deployer.look();
        assertThat(deployer.refusal()).isPresent();
        assertThat(ask("greet")).isEqualTo("SECOND");
    }

    @Test
    void exchangesInFlightFinishBeforeTheirRouteIsReplaced() throws Exception {
        edit("greet.camel.yaml", """
                - route:
                    id: greet
                    from:
                      uri: direct:greet
                      steps:
                        - process: {ref: slow}
                        - setBody: {expression: {constant: {expression: "finished"}}}
                """);
        CompletableFuture<String> inFlight = CompletableFuture.supplyAsync(() -> ask("greet"));
        entered.await();

        write("greet.camel.yaml", GREET);
        CompletableFuture<Void> swapped = CompletableFuture.runAsync(() -> {
            deployer.look();
            deployer.look();
        });
        await().atMost(10, SECONDS)
                .until(() -> context.getRouteController()
                                .getRouteStatus("greet")
                                .isStopping()
                        || context.getRouteController().getRouteStatus("greet").isSuspended()
                        || context.getInflightRepository().size("greet") == 1);
        assertThat(inFlight).isNotDone();
        release.countDown();

        assertThat(inFlight.get(10, SECONDS)).isEqualTo("finished");
        swapped.get(20, SECONDS);
        assertThat(ask("greet")).isEqualTo("hello");
    }

    @Test
    void aChangedCronIsPickedUp() throws Exception {
        String every = """
                - route:
                    id: trigger
                    from:
                      uri: quartz:triggers/look
                      parameters: {cron: "%s"}
                      steps:
                        - to: {uri: direct:greet}
                """;
        edit("trigger.camel.yaml", every.formatted("0 0 3 * * ?"));
        edit("trigger.camel.yaml", every.formatted("0 0 4 * * ?"));

        assertThat(context.getRoute("trigger").getEndpoint().getEndpointUri()).contains("0+4");
        assertThat(deployer.refusal()).isEmpty();
    }

    @Test
    void aRefusalIsToldOnceUntilItChanges() throws IOException {
        edit("greet.camel.yaml", "- nonsense");
        RouteRefusedException first = deployer.refusal().orElseThrow();

        deployer.look();
        deployer.look();

        assertThat(deployer.refusal()).containsSame(first);
    }

    @Test
    void theStartIsRefusedWhenAFileIsBroken() throws IOException {
        write("greet.camel.yaml", GREET.replace("setBody", "setBodie"));
        RouteFiles files = RouteFiles.read(folder);

        assertThatThrownBy(() -> new RouteCheck(beans, new Properties()).check(files))
                .isInstanceOf(RouteRefusedException.class)
                .hasMessageStartingWith("greet.camel.yaml: ")
                .hasMessageContaining("setBodie");
    }

    private String ids() {
        return context.getRoutes().stream()
                .map(route -> route.getRouteId())
                .sorted()
                .collect(Collectors.joining(","));
    }

    private String ask(String name) {
        Exchange answer = context.createFluentProducerTemplate()
                .to("direct:" + name)
                .withBody("")
                .send();
        assertThat(answer.getException()).isNull();
        return answer.getMessage().getBody(String.class);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Writes the file and looks until the edit has settled. */
    private void edit(String name, String text) throws IOException {
        write(name, text);
        deployer.look();
        deployer.look();
    }
}
