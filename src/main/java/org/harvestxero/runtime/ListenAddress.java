package org.harvestxero.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;
import org.harvestxero.config.ServerCertificate;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;

/**
 * Where the server for health, metrics and control listens.
 *
 * @param host as given by {@code http.host}
 */
record ListenAddress(String host, InetAddress address, int port, boolean encrypted) {
    /** @throws SettingsException when the host can't be resolved */
    static ListenAddress of(Settings settings) {
        String host = settings.text("http.host");
        try {
            return new ListenAddress(
                    host, InetAddress.getByName(host), settings.number("http.port"), ServerCertificate.isSet(settings));
        } catch (UnknownHostException e) {
            throw new SettingsException("http.host is " + host
                    + ", which no name server knows: set it to an address of this machine, such as 127.0.0.1.");
        }
    }

    boolean onLoopback() {
        return address.isLoopbackAddress();
    }

    /** The address under which a process of this machine reaches the server. */
    String fromHere() {
        return address.isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getHostAddress();
    }

    /** Where a process of this machine reaches the server, such as {@code http://127.0.0.1:8088}. */
    String urlFromHere() {
        return scheme() + "://" + inUrl(fromHere()) + ":" + port;
    }

    String scheme() {
        return encrypted ? "https" : "http";
    }

    /** As an address in a URL. */
    static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Why the server can't listen there; empty when it can. */
    Optional<String> problem() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    onLoopback() || address.isAnyLocalAddress()
                            ? this + " is in use by another program"
                            : this + " can't be listened on (" + e.getMessage() + ")");
        }
    }

    @Override
    public String toString() {
        return inUrl(host) + ":" + port;
    }
}
