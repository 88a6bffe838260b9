package org.harvestxero.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.config.yaml.NearestName;

/**
 * Tells a mistyped setting from what belongs to others. A line of {@code application.properties} is always ours; the options of a JVM and
 * the environment hold much that is not.
 */
final class SettingNames {
    /** What settings begin with, such as {@code mail.}. */
    private static final Set<String> PREFIXES = Catalogue.KEYS.stream()
            .map(Key::name)
            .filter(name -> name.contains("."))
            .map(name -> name.substring(0, name.indexOf('.') + 1))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> NAMES =
            Catalogue.KEYS.stream().map(Key::name).collect(Collectors.toUnmodifiableSet());

    /** Options of Java's own HTTP client and of Jakarta Mail, which begin like ours. */
    private static final List<String> OTHERS = List.of(
            "http.proxy",
            "http.nonProxyHosts",
            "http.agent",
            "http.auth.",
            "http.keepAlive",
            "http.maxConnections",
            "http.maxRedirects",
            "http.maxHeaderSize",
            "http.strictPostRedirect",
            "mail.debug",
            "mail.event.",
            "mail.imap",
            "mail.mime.",
            "mail.pop3",
            "mail.smtp",
            "mail.store.",
            "mail.transport.",
            "mail.util.");

    /** Variables that begin so are meant for us; a word such as {@code MAIL_TO} may be anybody's. */
    private static final List<String> OUR_VARIABLES = List.of("HARVEST_", "XERO_");
    /** Of the start script, and what an orchestrator sets for a service of our name. */
    private static final String PROGRAM = "HARVEST_XERO_";

    private SettingNames() {}

    /** Whether a {@code -D} option is a setting, passed on with the settings, or a mistyped one. */
    static boolean isMeantForUs(String name) {
        if (Catalogue.knows(name)) {
            return true;
        }
        return OTHERS.stream().noneMatch(name::startsWith)
                && (PREFIXES.stream().anyMatch(name::startsWith)
                        || NearestName.of(name, NAMES).isPresent());
    }

    /** Variables of the environment that miss a setting's by a slip or two, with the one that was probably meant. */
    static Map<String, String> mistypedVariables(Map<String, String> environment) {
        Set<String> known = new TreeSet<>();
        for (Key key : Catalogue.KEYS) {
            known.add(key.variable());
            if (key.secret()) {
                known.add(key.variable() + SettingsLoader.FILE);
            }
        }
        Map<String, String> mistyped = new TreeMap<>();
        environment.keySet().stream()
                .filter(variable -> OUR_VARIABLES.stream().anyMatch(variable::startsWith))
                .filter(variable -> !variable.startsWith(PROGRAM) && !known.contains(variable))
                .forEach(variable -> NearestName.of(variable, known).ifPresent(meant -> mistyped.put(variable, meant)));
        return mistyped;
    }
}
