package org.harvestxero.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.Settings;

/**
 * Whether Xero's webhooks get through: sends an empty delivery with the right signature and one with a wrong one to where Xero sends
 * them, as Xero does itself when it checks an address.
 */
final class WebhookCheck {
    private static final String KEY = "xero.webhook-key";
    private static final String ADDRESS = "xero.webhook-url";
    private static final String BODY =
            "{\"events\":[],\"firstEventSequence\":0,\"lastEventSequence\":0,\"entropy\":\"DOCTOR\"}";
    /** Xero waits so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int OK = 200;
    private static final int UNAUTHORISED = 401;

    private final Settings settings;
    private final boolean running;

    /** @param running whether this process listens */
    WebhookCheck(Settings settings, boolean running) {
        this.settings = settings;
        this.running = running;
    }

    /** Whether there is anything to look at. */
    static boolean isAsked(Settings settings) {
        return settings.optional(KEY).isPresent() || settings.optional(ADDRESS).isPresent();
    }

    List<Finding> findings() {
        Optional<String> key = settings.optional(KEY);
        Optional<String> address = settings.optional(ADDRESS).or(this::ownAddress);
        if (key.isEmpty()) {
            return List.of(Finding.failure(
                    ADDRESS + " is set, but " + KEY + " is not, so no delivery is taken",
                    "Set " + KEY + " to the signing key that Xero's developer portal shows."));
        }
        if (address.isEmpty()) {
            return List.of(Finding.warning(
                    "whether Xero's webhooks get through was not looked at, since nothing listens here now",
                    "Ask again while harvest-xero run is up."));
        }
        return List.of(deliver(URI.create(address.get()), key.get()));
    }

    private Optional<String> ownAddress() {
        return running ? Optional.of(ListenAddress.of(settings).urlFromHere() + XeroWebhook.PATH) : Optional.empty();
    }

    private Finding deliver(URI address, String key) {
        try {
            int signed = status(address, XeroWebhook.signature(key, BODY));
            int unsigned = status(address, XeroWebhook.signature(key + "?", BODY));
            if (signed == OK && unsigned == UNAUTHORISED) {
                return Finding.ok("Xero's webhooks are taken at " + address
                        + (settings.optional(ADDRESS).isPresent()
                                ? ""
                                : "; whether they reach it from outside, " + ADDRESS + " would tell"));
            }
            return Finding.failure(
                    address + " answered " + signed + " to a delivery with the right signature and " + unsigned
                            + " to one with a wrong one; Xero wants 200 and 401",
                    signed == UNAUTHORISED
                            ? "See that the proxy passes the body and the header x-xero-signature on unchanged, and that the running process has the same "
                                    + KEY + "."
                            : "Lead " + address + " to " + XeroWebhook.PATH
                                    + " of the server at http.port, by a proxy that speaks TLS.");
        } catch (IOException e) {
            return Finding.unreachable(
                    address + " can't be reached (" + e.getClass().getSimpleName() + ")",
                    "Start harvest-xero run, and lead that address to " + XeroWebhook.PATH + " of its server.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.unreachable(address + " gave no answer in time", "Ask again.");
        }
    }

    private static int status(URI address, String signature) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        return client.send(
                        HttpRequest.newBuilder(address)
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .header(XeroWebhook.SIGNATURE, signature)
                                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
