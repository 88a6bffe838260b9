package org.harvestxero.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;

/**
 * Opens pages of Harvest and Xero in the browser of the person at this terminal. The address may come from another process and from
 * what a side once answered, so it is opened only where it leads to one of the two, and no shell ever reads it. It is printed by
 * whoever wants it opened, since there may be no browser here.
 */
final class Browser {
    /** Hosts of the two sides, with what lies below them. */
    private static final Set<String> OWN = Set.of("harvestapp.com", "getharvest.com", "xero.com");
    /** Settings that say where the two sides are, if not there. */
    private static final List<String> ADDRESSES =
            List.of("harvest.base-url", "harvest.identity-url", "xero.api-url", "xero.identity-url", "xero.app-url");

    private final Supplier<Settings> settings;
    private final Opener opener;

    Browser(Supplier<Settings> settings, Opener opener) {
        this.settings = settings;
        this.opener = opener;
    }

    /** Opens an address; false where there is no browser. */
    @FunctionalInterface
    interface Opener {
        boolean open(URI page);

        /** The desktop's own, where a person sits in front of one. */
        static Opener ofDesktop(Map<String, String> environment) {
            return page -> {
                List<String> command = command(page, System.getProperty("os.name", ""), environment);
                return System.console() != null && !command.isEmpty() && started(command);
            };
        }

        /** What to start, the address as one argument of it; empty where there is no desktop. */
        static List<String> command(URI page, String system, Map<String, String> environment) {
            if (system.toLowerCase(Locale.ROOT).contains("mac")) {
                return List.of("open", page.toASCIIString());
            }
            boolean desktop = !environment.getOrDefault("DISPLAY", "").isEmpty()
                    || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
            return desktop ? List.of("xdg-open", page.toASCIIString()) : List.of();
        }

        /** One that takes its time has a browser to show for it. */
        private static boolean started(List<String> command) {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return !process.waitFor(2, TimeUnit.SECONDS) || process.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    /** Whether a browser opens is no reason to stop; that none does is told. */
    void open(URI page, PrintStream err) {
        if (!leadsToASide(page)) {
            err.println("(Not opened: it is no page of Harvest or Xero.)");
        } else if (!opener.open(page)) {
            err.println("(No browser could be opened from here.)");
        }
    }

    private boolean leadsToASide(URI page) {
        String host = page.getHost();
        if (host == null || page.getRawUserInfo() != null) {
            return false;
        }
        boolean own = "https".equals(page.getScheme())
                && (page.getPort() == -1 || page.getPort() == 443)
                && OWN.stream()
                        .anyMatch(each -> host.equalsIgnoreCase(each)
                                || host.toLowerCase(Locale.ROOT).endsWith("." + each));
        return own || isConfigured(page);
    }

    private boolean isConfigured(URI page) {
        try {
            Settings read = settings.get();
            return ADDRESSES.stream().map(read::text).map(URI::create).anyMatch(each -> isSameHost(each, page));
        } catch (SettingsException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSameHost(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && one.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }
}
