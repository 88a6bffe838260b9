package org.harvestxero.api;

/** What people ask while they set a connection up. Safe for several threads. */
public interface SetupDesk {
    /**
     * What Xero has to choose from. Read from Xero the first time and when asked for anew; else as read last.
     *
     * @throws SideException when Xero can't be asked
     */
    XeroLists lists(boolean anew);

    /** Notes in the audit what somebody changed. @param event in a word, such as {@code settings-changed} */
    void note(String who, String event, String words);
}
