package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.harvestxero.billing.Named;
import org.harvestxero.config.Writers;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * The agreements in force, by file. Reads a folder: {@code defaults.yaml} and one file per client, without what lies in
 * folders below.
 *
 * <p>Safe for use by several threads; readers see either all of a reload or nothing of it.
 */
public final class AgreementCatalogue {
    private static final String DEFAULTS = "defaults.yaml";
    /** The least an agreement says. */
    private static final String ANY = "client: Any\nstart: 2026-01-01\n";

    private final Path folder;
    private final AgreementFile files;
    private volatile Map<String, AgreementVersion> byFile = Map.of();
    private final Map<String, Known> known = new HashMap<>();
    private @Nullable ObjectNode knownDefaults;

    /** A text that was read before, and what it said. */
    private record Known(String text, AgreementVersion version) {}

    /**
     * @param folder may be missing: then there are no agreements
     * @param usualZone what "today" means where an agreement names no zone
     */
    public AgreementCatalogue(Path folder, ZoneId usualZone) {
        this(folder, usualZone, HolidayBook.shipped());
    }

    /** @param holidays the public holidays agreements may name */
    public AgreementCatalogue(Path folder, ZoneId usualZone, HolidayBook holidays) {
        this.folder = folder;
        this.files = new AgreementFile(usualZone, holidays);
    }

    /**
     * Reads the folder again. What can't be used is refused and changes nothing; what is gone is forgotten. While the
     * defaults can't be used, or the folder itself is gone, nothing changes at all.
     */
    public synchronized Reload reload() {
        if (!byFile.isEmpty() && !Files.isDirectory(folder)) {
            return new Reload(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new AgreementRefusedException(
                            DEFAULTS,
                            1,
                            "the folder " + folder
                                    + " is missing; put it back, or an empty one if nothing shall be billed")));
        }
        Optional<String> loose = Writers.complaint(folder);
        if (loose.isPresent()) {
            return new Reload(
                    List.of(), List.of(), List.of(), List.of(new AgreementRefusedException(DEFAULTS, 1, loose.get())));
        }
        YamlFile defaults;
        try {
            defaults = defaults();
        } catch (AgreementRefusedException e) {
            return new Reload(List.of(), List.of(), List.of(), List.of(e));
        }
        if (!defaults.root().equals(knownDefaults)) {
            known.clear();
            knownDefaults = defaults.root();
        }
        Map<String, AgreementVersion> before = byFile;
        Map<String, AgreementVersion> after = new TreeMap<>();
        List<AgreementRefusedException> refused = new ArrayList<>();
        for (Path path : clientFiles()) {
            String name = path.getFileName().toString();
            try {
                after.put(name, read(path, defaults));
            } catch (AgreementRefusedException e) {
                refused.add(e);
                Optional.ofNullable(before.get(name)).ifPresent(last -> after.put(name, last));
            }
        }
        refuseSecondFiles(before, after, refused);
        byFile = Map.copyOf(after);
        return compared(before, after, refused);
    }

    /**
     * Begins from what was in force before, so that a file that broke since then is met by its last good version. What can't be
     * used any more is left out.
     *
     * @param contents of versions, by file
     */
    public synchronized void recall(Map<String, String> contents) {
        Map<String, AgreementVersion> known = new TreeMap<>();
        contents.forEach(
                (file, content) -> files.restoreUsable(file, content).ifPresent(version -> known.put(file, version)));
        byFile = Map.copyOf(known);
    }

    /**
     * What a text would say as a file of the folder; changes nothing.
     *
     * @param name of the file, there or not, without its folder
     * @throws AgreementRefusedException when it can't be used, or another file is for the same client
     */
    public synchronized AgreementVersion tried(String name, String text) throws AgreementRefusedException {
        AgreementVersion version = files.read(defaults(), YamlFile.read(name, text));
        for (Map.Entry<String, AgreementVersion> other : new TreeMap<>(byFile).entrySet()) {
            if (!other.getKey().equals(name) && other.getValue().client().equals(version.client())) {
                throw new AgreementRefusedException(
                        name, 1, version.client() + " already has an agreement in " + other.getKey());
            }
        }
        return version;
    }

    /**
     * What is wrong with a text as {@code defaults.yaml}: what agreements that can be used now could not be used with any more comes
     * with it.
     */
    public synchronized List<Flaw> flawsOfDefaults(String text) {
        YamlFile proposed;
        try {
            proposed = YamlFile.read(DEFAULTS, text);
            files.read(proposed, YamlFile.read("any.yaml", ANY));
        } catch (AgreementRefusedException e) {
            return e.flaws();
        }
        List<Flaw> flaws = new ArrayList<>();
        for (Path path : clientFiles()) {
            try {
                YamlFile own = read(path);
                files.read(defaults(), own);
                try {
                    files.read(proposed, own);
                } catch (AgreementRefusedException e) {
                    flaws.add(new Flaw(
                            e.file().equals(DEFAULTS) ? e.flaws().get(0).line() : 1,
                            own.name() + " could not be used any more: " + e.words()));
                }
            } catch (AgreementRefusedException e) {
                continue; // nor can it be used now
            }
        }
        return flaws;
    }

    /** All agreements in force, by name of their files. */
    public List<AgreementVersion> agreements() {
        return new TreeMap<>(byFile).values().stream().toList();
    }

    /** The agreement of a client, by its name or id. */
    public Optional<AgreementVersion> of(Named client) {
        return agreements().stream()
                .filter(version -> client.isCalled(version.client()))
                .findFirst();
    }

    /** A version that was stored by its content, such as the one an old invoice names. */
    public AgreementVersion restore(String file, String content) {
        return files.restore(file, content);
    }

    private YamlFile defaults() throws AgreementRefusedException {
        Path path = folder.resolve(DEFAULTS);
        return Files.exists(path) ? read(path) : YamlFile.empty(DEFAULTS);
    }

    /** Two files for one client: the one that was there first stays, or the first by name. */
    private static void refuseSecondFiles(
            Map<String, AgreementVersion> before,
            Map<String, AgreementVersion> after,
            List<AgreementRefusedException> refused) {
        Map<String, String> owners = new TreeMap<>();
        before.forEach((file, version) -> {
            AgreementVersion now = after.get(file);
            if (now != null && now.client().equals(version.client())) {
                owners.putIfAbsent(version.client(), file);
            }
        });
        after.forEach((file, version) -> owners.putIfAbsent(version.client(), file));
        after.entrySet().removeIf(entry -> {
            String client = entry.getValue().client();
            String owner = owners.getOrDefault(client, entry.getKey());
            if (owner.equals(entry.getKey())) {
                return false;
            }
            String reason = client + " already has an agreement in " + owner;
            refused.add(new AgreementRefusedException(entry.getKey(), 1, reason));
            return true;
        });
    }

    private static Reload compared(
            Map<String, AgreementVersion> before,
            Map<String, AgreementVersion> after,
            List<AgreementRefusedException> refused) {
        Map<String, String> old = hashes(before);
        Map<String, String> now = hashes(after);
        return new Reload(
                now.keySet().stream().filter(client -> !old.containsKey(client)).toList(),
                now.keySet().stream()
                        .filter(client ->
                                old.containsKey(client) && !old.get(client).equals(now.get(client)))
                        .toList(),
                old.keySet().stream().filter(client -> !now.containsKey(client)).toList(),
                refused);
    }

    private static Map<String, String> hashes(Map<String, AgreementVersion> versions) {
        Map<String, String> hashes = new TreeMap<>();
        versions.values().forEach(version -> hashes.put(version.client(), version.hash()));
        return hashes;
    }

    private List<Path> clientFiles() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().endsWith(".yaml"))
                    .filter(path -> !path.getFileName().toString().equals(DEFAULTS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    /**
     * What was read before and says the same still is not read again, unless it rests on public holidays as well: an agency has hundreds
     * of them, and pages ask often.
     */
    private AgreementVersion read(Path path, YamlFile defaults) throws AgreementRefusedException {
        String name = path.getFileName().toString();
        String text = text(path);
        Known same = known.get(name);
        if (same == null || !same.text().equals(text) || !same.version().place().equals("none")) {
            same = new Known(text, files.read(defaults, YamlFile.read(name, text)));
            known.put(name, same);
        }
        return same.version();
    }

    private static YamlFile read(Path path) throws AgreementRefusedException {
        return YamlFile.read(path.getFileName().toString(), text(path));
    }

    private static String text(Path path) throws AgreementRefusedException {
        String name = path.getFileName().toString();
        Optional<String> loose = Writers.complaint(path);
        if (loose.isPresent()) {
            throw new AgreementRefusedException(name, 1, loose.get());
        }
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new AgreementRefusedException(name, 1, "cannot be read: " + e.getMessage());
        }
    }
}
