package org.harvestxero.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.http.Api;
import org.harvestxero.http.AuthorizationVault;
import org.harvestxero.http.CallersMessage;
import org.harvestxero.http.ConnectFailures;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.http.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The steps of downloading a file from an address Harvest gave, such as a receipt. It is no API call: only a 200 with the file
 * itself will do. Nobody but Harvest's own hosts is asked, so that the token reaches no one else.
 */
public final class HarvestFiles {
    /** Bytes; Xero accepts no larger attachments. */
    static final int LARGEST = 10_000_000;

    private static final String TICKET = "harvestFileTicket";
    private static final String CALLER = "harvestFileCaller";
    private static final String ADDRESS = "harvestFileAddress";
    private static final String HARVEST = ".harvestapp.com";

    private final Tokens tokens;
    private final String apiHost;
    private final String apiScheme;
    private final AuthorizationVault authorizationVault;

    public HarvestFiles(Tokens tokens, String apiAddress, AuthorizationVault authorizationVault) {
        this.tokens = tokens;
        this.apiHost = host(URI.create(apiAddress));
        this.apiScheme = String.valueOf(URI.create(apiAddress).getScheme());
        this.authorizationVault = authorizationVault;
    }

    /** A downloaded file. */
    public record HarvestFile(byte[] bytes, String contentType) {
        @Override
        public String toString() {
            return bytes.length + " bytes of " + contentType;
        }
    }

    /** Turns the address in the body into what camel-http sends; every other header goes. */
    public void prepare(Exchange exchange) {
        String address = exchange.getMessage().getBody(String.class);
        URI uri = URI.create(address);
        exchange.setProperty(ADDRESS, uri.getHost());
        if (!isFetched(uri)) {
            throw refused(exchange, 0, "files are only fetched over https, and only from Harvest's own hosts");
        }
        exchange.setProperty(CALLER, CallersMessage.of(exchange));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_URI, address);
        String ticket = authorizationVault.issue(tokens.current().bearer());
        exchange.setProperty(TICKET, ticket);
        message.setHeader(AuthorizationVault.TICKET, ticket);
    }

    /** Receipts lie on Harvest's own hosts; the API's host may be on this machine, without https. */
    private boolean isFetched(URI uri) {
        return uri.getRawUserInfo() == null && (isApi(uri) || isWeb(uri));
    }

    private boolean isApi(URI uri) {
        return host(uri).equals(apiHost) && String.valueOf(uri.getScheme()).equalsIgnoreCase(apiScheme);
    }

    private static boolean isWeb(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) && host(uri).endsWith(HARVEST);
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    /** Reads the file; refuses anything but a file of a size Xero accepts. */
    public void receive(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        byte[] bytes = bytes(message);
        message.removeHeaders("*");
        if (status == null || status != 200 || bytes == null || bytes.length == 0) {
            throw refused(exchange, status == null ? 0 : status, "its address answers " + status + ", not with a file");
        }
        if (type != null && type.startsWith("text/html")) {
            throw refused(exchange, status, "its address shows a page, not a file");
        }
        if (bytes.length > LARGEST) {
            throw refused(exchange, status, "it has more than 10 MB, and Xero takes no larger ones");
        }
        message.setBody(new HarvestFile(bytes, type == null ? "application/octet-stream" : type));
    }

    /** Reads one byte more than Xero takes, never the whole of a larger file. */
    private static byte @Nullable [] bytes(Message message) throws IOException {
        if (message.getBody() instanceof InputStream stream) {
            try (stream) {
                return stream.readNBytes(LARGEST + 1);
            }
        }
        return message.getBody(byte[].class);
    }

    private static RequestRefusedException refused(Exchange exchange, int status, String why) {
        return new RequestRefusedException(
                Api.HARVEST, "No file from " + exchange.getProperty(ADDRESS) + ": " + why, status, why);
    }

    /** Throws what stands for an answer that never came. */
    public void noAnswer(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        throw OutcomeUnknownException.noAnswer(
                Api.HARVEST,
                "No answer from " + exchange.getProperty(ADDRESS) + " (" + ConnectFailures.inWords(failure) + ")",
                ConnectFailures.neverMade(failure),
                failure);
    }

    /** Clears up, however it went; the caller's headers are as they were. */
    public void end(Exchange exchange) {
        if (exchange.removeProperty(CALLER) instanceof CallersMessage caller) {
            caller.putHeadersBack(exchange);
        }
        String ticket = exchange.getProperty(TICKET, String.class);
        if (ticket != null) {
            authorizationVault.forget(ticket);
        }
    }
}
