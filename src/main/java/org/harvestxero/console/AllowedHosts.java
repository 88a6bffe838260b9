package org.harvestxero.console;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.harvestxero.config.ServerCertificate;
import org.harvestxero.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Under which names the console may be asked for, and from which pages its forms may come. A page of somebody else that leads its own name
 * to this machine (DNS rebinding) asks under that name, and is refused; under an address in digits it can't ask.
 */
public final class AllowedHosts {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final Set<String> names = new HashSet<>();
    private final Optional<URI> address;
    private final boolean encrypted;
    private final List<String> certified = new ArrayList<>();

    private AllowedHosts(String host, Optional<URI> address, Optional<ServerCertificate> certificate) {
        this.encrypted = certificate.isPresent();
        certificate.map(files -> files.read().names()).ifPresent(certified::addAll);
        names.addAll(certified);
        names.add("localhost");
        names.add(host.toLowerCase(Locale.ROOT));
        address.ifPresent(uri -> names.add(uri.getHost().toLowerCase(Locale.ROOT)));
        this.address = address;
    }

    public static AllowedHosts of(Settings settings) {
        return new AllowedHosts(
                settings.text("http.host"),
                settings.optional("console.address").map(URI::create),
                ServerCertificate.of(settings));
    }

    /** @param host the header of that name */
    public boolean isKnown(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = withoutPort(host.toLowerCase(Locale.ROOT));
        return names.contains(name) || DIGITS.matcher(name).matches();
    }

    /**
     * Whether a form comes from a page of the console itself.
     *
     * @param host the header of that name
     * @param origin the header of that name; every browser sends it with a form
     * @param site the header {@code Sec-Fetch-Site}
     */
    public boolean isOwn(String host, @Nullable String origin, @Nullable String site) {
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        if (origin == null) {
            return site != null;
        }
        String from = origin.toLowerCase(Locale.ROOT);
        String here = host.toLowerCase(Locale.ROOT);
        return from.equals("http://" + here)
                || from.equals("https://" + here)
                || address.filter(uri -> from.equals(origin(uri))).isPresent();
    }

    /** Whether people reach it by https, so that its cookie may travel that way alone. */
    boolean isSecure() {
        return encrypted
                || address.filter(uri -> "https".equals(uri.getScheme())).isPresent();
    }

    /** An address of this machine under a name that the certificate is good for. @param base by its number */
    String named(String base) {
        return certified.isEmpty() ? base : base.replaceFirst("//(\\[[^]]*]|[^:/]+)", "//" + certified.get(0));
    }

    /** Under which address somebody works who asks for this host. @param host the header of that name */
    public String origin(@Nullable String host) {
        String here = host == null ? "localhost" : host.toLowerCase(Locale.ROOT);
        return address.filter(uri -> here.equals(uri.getRawAuthority().toLowerCase(Locale.ROOT)))
                .map(AllowedHosts::origin)
                .orElse((encrypted ? "https://" : "http://") + here);
    }

    private static String origin(URI uri) {
        return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d{1,5}$", "");
    }
}
