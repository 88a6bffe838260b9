package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.Writers;
import org.harvestxero.config.agreement.HolidayCorrections.Day;
import org.harvestxero.config.agreement.HolidayCorrections.Place;
import org.harvestxero.config.agreement.HolidayCorrections.Thin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code holidays.yaml} whose corrections are in force. Read again while the program runs; a broken one is refused by file, line
 * and reason, and the last good one stays in force, also over a restart, at first the one that came with the program. Without a file that one counts.
 */
public final class HolidaysFile {
    private static final Logger LOG = LoggerFactory.getLogger(HolidaysFile.class);
    private static final String NAME = "holidays.yaml";
    private static final String RESOURCE = "/" + NAME;

    private final Path file;
    private final LastGood lastGood;
    private volatile @Nullable HolidayCorrections inForce;
    private volatile @Nullable String refusal;
    private @Nullable String lastSeen;

    private HolidaysFile(Path file, LastGood lastGood) {
        this.file = file;
        this.lastGood = lastGood;
    }

    /**
     * Reads nothing until somebody asks for a holiday: most clients keep none.
     *
     * @param lastGood keeps the last good version, so that a file that broke while nothing ran is met by it
     */
    public static HolidaysFile at(Path file, LastGood lastGood) {
        return new HolidaysFile(file, lastGood);
    }

    public Path file() {
        return file;
    }

    /** Why the file as it was last read is not in force, with its name and line; empty when it is. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** How many places have corrections in force. */
    public int places() {
        return corrections().places().size();
    }

    HolidayCorrections corrections() {
        HolidayCorrections now = inForce;
        if (now == null) {
            refresh();
            now = inForce;
        }
        return now == null ? shipped() : now;
    }

    /** Reads the file again where somebody has asked for a holiday already. */
    public void refreshIfUsed() {
        if (inForce != null) {
            refresh();
        }
    }

    /**
     * Reads the file again if it is not what it was at the last try, good or bad.
     *
     * @return whether it was another
     */
    public synchronized boolean refresh() {
        Optional<String> loose = Writers.complaint(file);
        if (loose.isPresent()) {
            return refused(null, loose.get());
        }
        String text;
        try {
            text = Files.exists(file) ? Files.readString(file) : Shipped.TEXT;
        } catch (CharacterCodingException e) {
            return refused(null, NAME + " isn't UTF-8 text");
        } catch (IOException e) {
            return refused(null, NAME + " can't be read (" + e.getMessage() + ")");
        }
        if (text.equals(lastSeen)) {
            return false;
        }
        try {
            boolean edited = lastSeen != null;
            inForce = read(text);
            refusal = null;
            lastSeen = text;
            lastGood.keep(NAME, text);
            if (edited) {
                LOG.info("{} has changed; its corrections are in force", NAME);
            }
            return true;
        } catch (AgreementRefusedException e) {
            return refused(text, String.valueOf(e.getMessage()));
        }
    }

    private boolean refused(@Nullable String seen, String reason) {
        boolean another = !reason.equals(refusal);
        lastSeen = seen;
        refusal = reason;
        if (inForce == null) {
            inForce = kept().orElseGet(HolidaysFile::shipped);
        }
        if (another) {
            LOG.warn("The edited holidays are not in force, the last good ones are: {}", reason);
        }
        return another;
    }

    private Optional<HolidayCorrections> kept() {
        Optional<String> text = lastGood.text(NAME);
        try {
            return text.isPresent() ? Optional.of(read(text.get())) : Optional.empty();
        } catch (AgreementRefusedException e) {
            LOG.warn("The last good {} in {} can't be used: {}", NAME, lastGood.folder(), e.toString());
            return Optional.empty();
        }
    }

    /** The corrections that came with the program. */
    static HolidayCorrections shipped() {
        return Shipped.CORRECTIONS;
    }

    static HolidayCorrections read(String text) throws AgreementRefusedException {
        YamlFile yaml = YamlFile.read(NAME, text);
        Optional<AgreementSchema.Fault> fault = Schema.ONCE.fault(yaml.root());
        if (fault.isPresent()) {
            throw refused(yaml, fault.get().pointer(), fault.get().reason());
        }
        Map<String, Place> places = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : yaml.root().path("places").properties()) {
            String pointer = "/places/" + entry.getKey();
            try {
                places.put(entry.getKey(), place(entry.getKey(), pointer, entry.getValue()));
            } catch (Fault e) {
                throw refused(yaml, e.pointer(), e.reason());
            }
        }
        return new HolidayCorrections(places);
    }

    private static Place place(String code, String pointer, JsonNode said) {
        guarded(pointer, () -> HolidayTables.strictly(code));
        String means = text(said, "means");
        if (means != null) {
            guarded(pointer + "/means", () -> HolidayTables.strictly(means));
            if (!means.startsWith(code + "-")) {
                throw new Fault(pointer + "/means", "\"" + means + "\" is no part of \"" + code + "\"");
            }
        }
        JsonNode thin = said.path("thin");
        return new Place(
                means,
                days(pointer + "/add", said.path("add")),
                days(pointer + "/remove", said.path("remove")),
                thin.isObject() ? new Thin(year(thin, "from"), thin.path("why").asText()) : null,
                "fine".equals(text(said, "parts")));
    }

    private static List<Day> days(String pointer, JsonNode list) {
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            String at = pointer + "/" + i;
            Integer from = year(one, "from");
            Integer to = year(one, "to");
            if (from != null && to != null && from > to) {
                throw new Fault(at + "/from", "from " + from + " to " + to + " holds no year");
            }
            String words = one.path("day").asText();
            try {
                days.add(new Day(
                        HolidayDate.parse(words), from, to, one.path("alone").asBoolean()));
            } catch (IllegalArgumentException e) {
                throw new Fault(at + "/day", String.valueOf(e.getMessage()));
            }
        }
        return days;
    }

    private static void guarded(String pointer, Runnable look) {
        try {
            look.run();
        } catch (IllegalArgumentException e) {
            throw new Fault(pointer, String.valueOf(e.getMessage()));
        }
    }

    private static AgreementRefusedException refused(YamlFile yaml, String pointer, String reason) {
        return new AgreementRefusedException(NAME, yaml.lineOf(pointer).orElse(1), reason);
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).asText() : null;
    }

    private static @Nullable Integer year(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).intValue() : null;
    }

    /** Read when the first is needed: a deployment whose clients keep no holidays never needs it. */
    private static final class Schema {
        static final AgreementSchema ONCE = new AgreementSchema("/holidays.schema.json");
    }

    private static final class Shipped {
        static final String TEXT = text();
        static final HolidayCorrections CORRECTIONS = corrections();

        private static String text() {
            try (InputStream in = Objects.requireNonNull(HolidaysFile.class.getResourceAsStream(RESOURCE), RESOURCE)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE, e);
            }
        }

        private static HolidayCorrections corrections() {
            try {
                return read(TEXT);
            } catch (AgreementRefusedException e) {
                throw new IllegalStateException("The corrections that came with the program can't be used", e);
            }
        }
    }
}
