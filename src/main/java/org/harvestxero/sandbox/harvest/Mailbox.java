package org.harvestxero.sandbox.harvest;

import java.util.ArrayList;
import java.util.List;

/** Mails that would have been sent, oldest first. */
final class Mailbox {
    private final List<RecordedMail> mails = new ArrayList<>();

    void record(RecordedMail mail) {
        mails.add(mail);
    }

    List<RecordedMail> all() {
        return List.copyOf(mails);
    }

    void clear() {
        mails.clear();
    }
}
