package org.harvestxero.benchmark;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.console.ConsoleUsers;

/** People who are signed in to the console and look at one page after the other, each after a pause of a second on average. */
final class ConsoleVisitors implements AutoCloseable {
    private static final List<String> PAGES = List.of(
            "/console/today",
            "/console/failed",
            "/console/review",
            "/console/invoices",
            "/console/invoices?state=open",
            "/console/invoices?client=1",
            "/console/invoices?number=1",
            "/console/invoices?text=work");

    private static final Pattern INVOICE = Pattern.compile("href=\"(/console/invoices/\\d+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"(/console/invoices[^\"]*)\" rel=\"next\"");
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final int NOT_FOUND = 404;
    private static final int TRIES = 60;
    private static final int PAUSE_MILLIS = 2_000;

    private final String base;
    private final List<HttpClient> people = new ArrayList<>();
    private final Map<String, List<Double>> taken = new TreeMap<>();
    private final ExecutorService threads;
    private final List<Future<?>> clicking = new ArrayList<>();
    private volatile boolean over;

    ConsoleVisitors(Path home, int count) throws IOException, InterruptedException {
        String port = Files.readAllLines(home.resolve("application.properties")).stream()
                .filter(line -> line.startsWith("http.port="))
                .findFirst()
                .orElseThrow()
                .substring("http.port=".length());
        this.base = "http://127.0.0.1:" + port;
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            people.add(signedIn());
        }
    }

    private HttpClient signedIn() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        String form = "name=Bench&password=" + URLEncoder.encode(ConsoleUsers.PASSWORD, StandardCharsets.UTF_8);
        HttpRequest signIn = HttpRequest.newBuilder(URI.create(base + "/console/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", base)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = http.send(signIn, HttpResponse.BodyHandlers.ofString());
        for (int i = 0; i < TRIES && answer.statusCode() == NOT_FOUND; i++) {
            TimeUnit.SECONDS.sleep(1); // the process says it is ready a moment before its console is
            answer = http.send(signIn, HttpResponse.BodyHandlers.ofString());
        }
        if (answer.statusCode() != SEE_OTHER) {
            throw new IOException("Nobody was let in: " + answer.statusCode());
        }
        return http;
    }

    /** What the page shows now; its time does not count. */
    String look(String path) throws IOException, InterruptedException {
        return get(people.get(0), path);
    }

    private String get(HttpClient http, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** Everybody clicks for so long. */
    void click(Duration time) throws Exception {
        begin();
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        end();
    }

    void begin() {
        taken.clear();
        over = false;
        for (int i = 0; i < people.size(); i++) {
            HttpClient http = people.get(i);
            Random random = new Random(i);
            clicking.add(threads.submit(() -> {
                click(http, random);
                return null;
            }));
        }
    }

    /** Waits for the last page of each. */
    void end() throws Exception {
        over = true;
        for (Future<?> each : clicking) {
            each.get(2, TimeUnit.MINUTES);
        }
        clicking.clear();
    }

    private void click(HttpClient http, Random random) throws IOException, InterruptedException {
        List<String> links = new ArrayList<>();
        while (!over) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE_MILLIS));
            String path = links.isEmpty() || random.nextInt(3) == 0
                    ? PAGES.get(random.nextInt(PAGES.size()))
                    : links.get(random.nextInt(links.size()));
            long began = System.nanoTime();
            String page = get(http, path);
            note(path, (System.nanoTime() - began) / 1e6);
            links.clear();
            for (Pattern link : List.of(INVOICE, NEXT)) {
                Matcher matcher = link.matcher(page);
                while (matcher.find()) {
                    links.add(matcher.group(1).replace("&amp;", "&"));
                }
            }
        }
    }

    private synchronized void note(String path, double millis) {
        String page = path.contains("after=")
                ? "a later page of invoices"
                : path.matches("/console/invoices/\\d+") ? "an invoice" : path.substring("/console/".length());
        taken.computeIfAbsent(page, none -> new ArrayList<>()).add(millis);
    }

    /** Milliseconds each page took, by its name. */
    synchronized Map<String, List<Double>> taken() {
        return new HashMap<>(taken);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
