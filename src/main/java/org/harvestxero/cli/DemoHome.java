package org.harvestxero.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.harvestxero.config.Home;
import org.harvestxero.demo.BothStandIns;

/** The home of a demo, made anew each time: its settings, its agreements, and how people reach it. */
final class DemoHome {
    private final Home home;

    DemoHome(Home home) {
        this.home = home;
    }

    /** Two clients of the sample: one plain, one whose first invoice a person sees before it goes out. */
    void writeAgreements(LocalDate start) throws IOException {
        Path shipped = home.agreements().resolve("defaults.yaml");
        Path folder = Files.createDirectories(home.folder().resolve("agreements"));
        if (Files.exists(shipped)) {
            Files.copy(shipped, folder.resolve("defaults.yaml"));
        }
        Files.writeString(folder.resolve("bakery.yaml"), """
                # Approved hours and expenses at Harvest's own prices, with VAT, straight into Xero.
                client: Sample Bakery Ltd
                start: %s
                coding: [{account: "200", taxType: OUTPUT2}]
                review: {when: []}
                """.formatted(start));
        Files.writeString(folder.resolve("museum.yaml"), """
                # The same, but somebody looks when time of the month is not approved, or the client is new.
                client: Example Museum
                start: %s
                coding: [{account: "200", taxType: OUTPUT2}]
                review: {when: [unapproved time, first invoice]}
                """.formatted(start));
    }

    /** What the program's own mappings say, and where expenses are booked. */
    void writeMappings() throws IOException {
        Path shipped = home.mappings();
        String rules = Files.exists(shipped) ? Files.readString(shipped) : "";
        Files.writeString(home.folder().resolve("mappings.yaml"), rules + """

                # Of the demo: people are paid back by bills, their receipts attached.
                expenses:
                  contacts: create
                  account: "493"
                  receipts: ignored
                """);
    }

    /** What to type for a command about it, where people stand. @param program folder of the program */
    String command(Path program, String words) {
        Path here = Path.of("").toAbsolutePath();
        String folder = home.folder().startsWith(here)
                ? here.relativize(home.folder()).toString()
                : home.folder().toString();
        String arguments = "--home " + folder + " " + words;
        return Files.exists(program.resolve("bin").resolve("harvest-xero"))
                ? "bin/harvest-xero " + arguments
                : "mvn -q exec:java -Dexec.args=\"" + arguments + "\"";
    }

    static Map<String, String> settings(BothStandIns standIns) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(standIns.properties());
        settings.put("http.port", Integer.toString(freePort()));
        settings.put("copy.schedule", "0/10 * * * * ?");
        settings.put("console.enabled", "true");
        settings.put("expenses.as", "bill");
        settings.put("copy.payments-back", "follow");
        return settings;
    }

    /** Everything but the lock, which is held. */
    void clear() throws IOException {
        List<Path> old;
        try (Stream<Path> found = Files.walk(home.folder())) {
            old = new ArrayList<>(found.sorted(Comparator.reverseOrder()).toList());
        }
        old.removeIf(path -> path.equals(home.folder()) || path.equals(home.data()) || path.endsWith("home.lock"));
        for (Path path : old) {
            Files.delete(path);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
