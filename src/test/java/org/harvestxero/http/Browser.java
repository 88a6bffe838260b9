package org.harvestxero.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A person with a browser: opens the consent page, is sent back, and picks the target of a given name. */
public final class Browser implements ConsentDialogue {
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final UnaryOperator<URI> detour;
    private final String wanted;
    private final List<Target> offered = new ArrayList<>();
    private String lastPage = "";
    private URI consentPage = URI.create("about:blank");

    private Browser(UnaryOperator<URI> detour, String wanted) {
        this.detour = detour;
        this.wanted = wanted;
    }

    public static Browser thatPicks(String name) {
        return new Browser(UnaryOperator.identity(), name);
    }

    /** @param detour changes the address the consent page sends back to */
    public static Browser thatReturnsTo(UnaryOperator<URI> detour) {
        return new Browser(detour, "");
    }

    /** A port that nobody listens at. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void open(URI page) {
        consentPage = page;
        URI back = get(page)
                .headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(() -> new IllegalStateException("The consent page sent nobody back: " + lastPage));
        get(detour.apply(back));
    }

    /** The status of any page. */
    public static int visit(URI address) {
        return thatPicks("").get(address).statusCode();
    }

    private HttpResponse<String> get(URI address) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            lastPage = response.body();
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int choose(List<Target> targets) {
        offered.addAll(targets);
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).name().equals(wanted)) {
                return i;
            }
        }
        throw new IllegalStateException("Nothing is called " + wanted + " among " + targets);
    }

    /** What was offered to choose from; empty when there was no choice. */
    public List<Target> offered() {
        return offered;
    }

    /** What the browser shows at the end. */
    public String lastPage() {
        return lastPage;
    }

    public URI consentPage() {
        return consentPage;
    }
}
