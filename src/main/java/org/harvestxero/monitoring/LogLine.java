package org.harvestxero.monitoring;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.harvestxero.config.Redaction;

/**
 * One event on one line: time in UTC, level, logger, what happened, then the ids it is about as {@code key=value}. Secrets from the
 * settings and whatever looks like a credential are blanked out.
 */
public final class LogLine extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i)((?:bearer|basic) |(?:access_token|refresh_token|client_secret|id_token|code|password)[\"']?\\s?[=:]\\s?[\"']?)"
                    + "[A-Za-z0-9._~+/=-]{8,}");

    /** One of these stands before every credential; a line without any is spared the search, which costs far more. */
    private static final List<String> BEFORE_CREDENTIALS =
            List.of("bearer ", "basic ", "_token", "client_secret", "code", "password");
    /** Control characters (C0 and C1), line separators, and characters that change the direction of text. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    private static final String BLANK = "******";
    private static final int LEAST_SECRET = 4;
    private static final int WIDEST_LEVEL = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private volatile boolean json;
    private volatile boolean stacks;
    private volatile List<String> secrets = List.of();

    /** @param stacks whether a failure's stack trace follows its text line; JSON always has it */
    void set(boolean json, boolean stacks, Collection<String> secrets) {
        this.json = json;
        this.stacks = stacks;
        this.secrets =
                secrets.stream().filter(each -> each.length() >= LEAST_SECRET).toList();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = json ? json(event) : text(event);
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String text(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160)
                .append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(' ')
                .append(event.getLevel())
                .append(event.getLevel().levelStr.length() < WIDEST_LEVEL ? "  " : " ")
                .append(speaker(event))
                .append(": ")
                .append(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            line.append(" (").append(causes(event.getThrowableProxy())).append(')');
        }
        ids(event)
                .forEach(
                        (key, value) -> line.append(' ').append(key).append('=').append(value));
        String one = printable(line.toString());
        if (stacks && event.getThrowableProxy() != null) {
            one += "\n" + stack(event.getThrowableProxy());
        }
        return blanked(one);
    }

    private String json(ILoggingEvent event) {
        ObjectNode node = JSON.createObjectNode()
                .put("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .put("level", event.getLevel().toString())
                .put("logger", event.getLoggerName())
                .put("thread", event.getThreadName())
                .put("message", blanked(printable(event.getFormattedMessage())));
        ids(event).forEach((key, value) -> node.put(printable(key), blanked(printable(value))));
        if (event.getThrowableProxy() != null) {
            node.put("stack", blanked(stack(event.getThrowableProxy())));
        }
        return node.toString();
    }

    /** Indents every line but the first, so that no line within a message can pass for an event. */
    private static String stack(IThrowableProxy failure) {
        return ThrowableProxyUtil.asString(failure)
                .lines()
                .map(line -> printable(line.replace('\t', ' ')).stripLeading())
                .collect(Collectors.joining("\n\t"));
    }

    /** Replaces characters by which a name or a header could move the cursor, recolour a terminal or start a line of its own. */
    private static String printable(String line) {
        return CONTROL.matcher(line).replaceAll(" ");
    }

    private static Map<String, String> ids(ILoggingEvent event) {
        Map<String, String> ids = new TreeMap<>(event.getMDCPropertyMap());
        ids.keySet().removeIf(key -> key.startsWith("camel."));
        return ids;
    }

    private static String speaker(ILoggingEvent event) {
        return event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1);
    }

    private static String causes(IThrowableProxy failure) {
        StringBuilder text = new StringBuilder();
        for (IThrowableProxy each = failure; each != null; each = each.getCause()) {
            String name = each.getClassName();
            text.append(text.length() == 0 ? "" : ", because ")
                    .append(name.substring(name.lastIndexOf('.') + 1))
                    .append(each.getMessage() == null ? "" : ": " + each.getMessage());
        }
        return text.toString();
    }

    private String blanked(String text) {
        String blanked = text;
        for (String secret : secrets) {
            blanked = blanked.replace(secret, BLANK);
        }
        String plain = Redaction.of(blanked);
        String lower = plain.toLowerCase(Locale.ROOT);
        return BEFORE_CREDENTIALS.stream().noneMatch(lower::contains)
                ? plain
                : CREDENTIAL.matcher(plain).replaceAll("$1" + BLANK);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
