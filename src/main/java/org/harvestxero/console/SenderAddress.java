package org.harvestxero.console;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request comes from, for counting tries. Behind the proxy that {@code console.address} speaks of, all come from this machine:
 * there the address counts that the proxy added last to {@code X-Forwarded-For}. Whatever else that header says, anybody could have
 * written. Of an IPv6 address the network counts, as one customer has all addresses of it.
 */
final class SenderAddress {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]{0,4}(:[0-9a-fA-F.]{0,15}){2,8}");
    private static final int NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    private final boolean proxied;

    /** @param proxied whether people come through a proxy on this machine */
    SenderAddress(boolean proxied) {
        this.proxied = proxied;
    }

    String of(HttpServerRequest request) {
        String from = String.valueOf(request.remoteAddress().hostAddress());
        return of(from, request.headers().getAll("X-Forwarded-For"));
    }

    /** @param forwarded the headers of that name, in their order */
    String of(String from, List<String> forwarded) {
        String sender = network(from);
        if (!proxied || forwarded.isEmpty() || !isThisMachine(from)) {
            return sender;
        }
        String last = forwarded.get(forwarded.size() - 1);
        String added = last.substring(last.lastIndexOf(',') + 1).strip();
        return IPV4.matcher(added).matches() || parsed(added).isPresent() ? network(added) : sender;
    }

    private static boolean isThisMachine(String address) {
        return address.startsWith("127.")
                || parsed(address).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static String network(String address) {
        return parsed(address)
                .map(InetAddress::getAddress)
                .filter(bytes -> bytes.length == IPV6_BYTES)
                .map(bytes -> HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "::/64")
                .orElse(address);
    }

    /** Of an IPv6 address alone: with colons in it, no name is ever looked up. */
    private static Optional<InetAddress> parsed(String address) {
        if (!IPV6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
