package org.harvestxero.billrun;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.billing.Named;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.config.agreement.HolidayBook;
import org.harvestxero.config.agreement.HolidaysFile;
import org.harvestxero.config.agreement.Reload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agreements in force, read again for every bill run; a broken file is refused and its last good version stays, also over a
 * restart.
 */
public final class ActiveAgreements {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveAgreements.class);

    private static final Currency ANY = Currency.getInstance("USD");

    private final Supplier<Path> folder;
    private final Supplier<ZoneId> usualZone;
    private final LastGoodAgreements kept;
    private final HolidaysFile holidays;
    private final HolidayBook book;
    private Map<String, String> stored = Map.of();
    private @Nullable Path read;
    private @Nullable AgreementCatalogue catalogue;
    private @Nullable ZoneId zone;
    private List<AgreementRefusedException> refused = List.of();

    /**
     * @param folder may be missing, and may come up later in the home
     * @param usualZone what "today" means where an agreement names no zone; may change once Xero's organisation is known
     * @param holidays what corrects the public holidays agreements name
     */
    public ActiveAgreements(
            Supplier<Path> folder, Supplier<ZoneId> usualZone, LastGoodAgreements kept, HolidaysFile holidays) {
        this.folder = folder;
        this.usualZone = usualZone;
        this.kept = kept;
        this.holidays = holidays;
        this.book = HolidayBook.of(holidays);
    }

    /** Reads the folder again and gives what is in force. */
    public synchronized List<AgreementVersion> refresh() {
        holidays.refreshIfUsed();
        ZoneId now = usualZone.get();
        AgreementCatalogue files = catalogue;
        Path here = folder.get();
        if (files == null || !now.equals(zone) || !here.equals(read)) {
            files = new AgreementCatalogue(here, now, book);
            stored = kept.load();
            files.recall(stored);
            catalogue = files;
            zone = now;
            read = here;
        }
        Reload reload = files.reload();
        tell(reload);
        refused = reload.refused();
        List<AgreementVersion> inForce = files.agreements();
        keep(inForce);
        return inForce;
    }

    /**
     * What a text would say as a file of the folder; changes nothing.
     *
     * @param file there or not, without its folder
     */
    public synchronized AgreementVersion tried(String file, String text) throws AgreementRefusedException {
        refresh();
        return Objects.requireNonNull(catalogue).tried(file, text);
    }

    /** What "today" means where an agreement names no zone. */
    ZoneId zone() {
        return usualZone.get();
    }

    /** What is wrong with a text as {@code defaults.yaml}, on which all agreements rest; changes nothing. */
    public synchronized List<AgreementRefusedException.Flaw> flawsOfDefaults(String text) {
        refresh();
        return Objects.requireNonNull(catalogue).flawsOfDefaults(text);
    }

    /** Where the files lie; may be missing. */
    public Path folder() {
        return folder.get();
    }

    /** Whether an agreement has files attached to its invoices. */
    public boolean attachFiles() {
        return refresh().stream()
                .map(version -> version.in(ANY).sending())
                .anyMatch(sending -> sending.timesheet() || sending.receipts());
    }

    private void keep(List<AgreementVersion> inForce) {
        Map<String, String> contents =
                inForce.stream().collect(Collectors.toMap(AgreementVersion::file, AgreementVersion::content));
        if (!contents.equals(stored)) {
            kept.store(contents);
            stored = contents;
        }
    }

    /** The files that can't be used as they stand; {@link #refresh} looks again. */
    public synchronized List<AgreementRefusedException> refused() {
        return refused;
    }

    /**
     * The last bill of a client.
     *
     * @param file of the agreement that made it
     */
    public record LastBill(Named client, String file, String period) {}

    /** Of every client that was billed here and whose bill stands, whether it still has an agreement or not. */
    public List<LastBill> lastBills() {
        return kept.lastBills();
    }

    /** A version that was kept by its content. */
    public synchronized AgreementVersion restore(String file, String content) {
        AgreementCatalogue files =
                catalogue == null ? new AgreementCatalogue(folder.get(), usualZone.get(), book) : catalogue;
        return files.restore(file, content);
    }

    /** One sentence for each file that can't be used. */
    public List<String> warnings() {
        refresh();
        Stream<String> files = refused().stream()
                .map(each -> "agreements/" + each.getMessage()
                        + ". The last good version stays in force, if there was one.");
        return Stream.concat(
                        files, holidays.refusal().stream().map(each -> each + ". The last good one stays in force."))
                .toList();
    }

    /** What corrects the public holidays agreements name. */
    public HolidaysFile holidays() {
        return holidays;
    }

    /** A refusal is told once, a change whenever there is one. */
    private void tell(Reload reload) {
        Set<String> known = refused.stream().map(Throwable::getMessage).collect(Collectors.toSet());
        reload.refused().stream()
                .filter(each -> !known.contains(each.getMessage()))
                .forEach(each -> LOG.warn("An agreement is refused: {}", each.getMessage()));
        reload.changed().forEach(client -> LOG.info("The agreement of {} has changed", client));
        reload.removed().forEach(client -> LOG.info("{} has no agreement any more", client));
    }
}
