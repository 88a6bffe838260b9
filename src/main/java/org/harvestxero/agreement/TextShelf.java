package org.harvestxero.agreement;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.AgreementDesk.Change;
import org.harvestxero.api.AgreementDesk.Changed;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Done;
import org.harvestxero.api.AgreementDesk.Saved;
import org.harvestxero.api.AgreementDesk.Version;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.TextDesk;
import org.harvestxero.store.ConnectionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves texts over the files that were looked at, and keeps every text that was saved here. */
abstract class TextShelf implements TextDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TextShelf.class);

    private static final String KEPT = "why is kept with the version";

    private final ConnectionStore store;
    private final SavedTexts saved;
    private final Label label;

    TextShelf(ConnectionStore store, Label label) {
        this.store = store;
        this.saved = new SavedTexts(store);
        this.label = label;
    }

    /**
     * How the files are told from others that are kept and audited.
     *
     * @param before their names, where their texts are kept
     * @param made event of a file that wasn't there
     * @param changed event of one that was
     * @param notWritten event of one that could not be written
     * @param reasons whether the audit, which everybody reads, says why a file was changed
     */
    record Label(String before, String made, String changed, String notWritten, boolean reasons) {}

    /** The file that counts. @throws DecisionException when no file may be called so */
    abstract TextFile counting(String file);

    /** The file that is written. @throws DecisionException when no file may be called so */
    abstract TextFile written(String file);

    /** A file that is known, by its text; empty where there is nothing to be shown of one that is missing. */
    abstract Optional<Detail> detail(String file, Optional<FileText> text);

    /** One after the other: what is saved is written over the file that was looked at. */
    @Override
    public synchronized Saved save(Change change, String who) {
        String file = change.file();
        check(file, change.text()).stream().findFirst().ifPresent(flaw -> {
            throw new DecisionException("It can't be saved as it is: line " + flaw.line() + ", " + flaw.reason() + ".");
        });
        Optional<FileText> before = counting(file).read();
        if (!sign(before).equals(change.seen())) {
            return new Changed(detail(file, before).orElse(null));
        }
        FileText after = before.orElseGet(() -> new FileText("")).become(change.text());
        if (before.filter(after::equals).isPresent()) {
            throw new DecisionException("Nothing was changed: the file says so already.");
        }
        store.decide(() -> {
            saved.record(label.before() + file, change, before, after, who);
            tell(
                    file,
                    who,
                    before.isPresent() ? label.changed() : label.made(),
                    label.reasons() ? change.reason() : KEPT);
        });
        write(file, after, who);
        return new Done(detail(file, Optional.of(after)).orElseThrow());
    }

    static String sign(Optional<FileText> text) {
        return text.map(FileText::sign).orElse(AgreementDesk.NONE);
    }

    private void tell(String file, String who, String event, String words) {
        saved.tell(label.before() + file, who, event, file + ": " + words);
    }

    private void write(String file, FileText text, String who) {
        TextFile written = written(file);
        try {
            written.write(text);
        } catch (IOException e) {
            LOG.warn("{} can't be written", written.path(), e);
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            store.decide(() -> tell(file, who, label.notWritten(), why));
            throw new DecisionException(written.name() + " can't be written by this process (" + why
                    + "): let it write there, or change the file on the machine itself.");
        }
    }

    @Override
    public List<Version> versions(String file, long before, int most) {
        return isPlain(file) ? saved.versions(label.before() + file, before, most) : List.of();
    }

    @Override
    public Optional<Version> version(String file, long id) {
        return isPlain(file) ? saved.version(label.before() + file, id) : Optional.empty();
    }

    /** A name with a folder before it would be a file of another shelf's. */
    private static boolean isPlain(String file) {
        return file.indexOf('/') < 0;
    }
}
