package org.harvestxero.agreement;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.harvestxero.api.AgreementDesk.Change;
import org.harvestxero.api.AgreementDesk.Version;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.AgreementTextTable.Text;
import org.harvestxero.store.copy.Kind;

/** Every text of a file that was saved here, and what the audit says of it. */
final class SavedTexts {
    private static final String FOUND = "process";

    private final ConnectionStore store;

    SavedTexts(ConnectionStore store) {
        this.store = store;
    }

    /** Keeps the text that is to be written, and the one before where nobody saved that here. */
    void record(String file, Change change, Optional<FileText> before, FileText after, String who) {
        Optional<String> last = store.billing().agreementTexts().ofFile(file, Long.MAX_VALUE, 1).stream()
                .map(Text::sign)
                .findFirst();
        before.filter(text -> last.filter(text.sign()::equals).isEmpty())
                .ifPresent(text -> store.billing().agreementTexts().add(file, text.raw(), text.sign(), FOUND, ""));
        store.billing().agreementTexts().add(file, after.raw(), after.sign(), who, change.reason());
    }

    void tell(String file, String who, String event, String words) {
        store.audit().add(who, Kind.BILLING, idOf(file), event, words);
    }

    /** Below zero, so that it is no client's. */
    private static long idOf(String file) {
        CRC32 sum = new CRC32();
        sum.update(file.getBytes(StandardCharsets.UTF_8));
        return -1 - sum.getValue();
    }

    List<Version> versions(String file, long before, int most) {
        return store.billing().agreementTexts().ofFile(file, before == 0 ? Long.MAX_VALUE : before, most).stream()
                .map(SavedTexts::version)
                .toList();
    }

    Optional<Version> version(String file, long id) {
        return store.billing().agreementTexts().find(file, id).map(SavedTexts::version);
    }

    private static Version version(Text text) {
        boolean found = text.reason().isEmpty();
        return new Version(
                text.id(), new FileText(text.content()).shown(), text.at(), found ? "" : text.actor(), text.reason());
    }
}
