package org.harvestxero.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what a test put here, and remembers what was asked. */
public final class FakeOverdueDesk implements OverdueDesk {
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    public volatile List<Item> items = List.of();
    public volatile List<Trouble> troubles = List.of();
    public volatile List<StopWork> stopped = List.of();
    public volatile List<Mail> mails = List.of();
    public volatile Aged aged = new Aged(LocalDate.of(2026, 11, 22), List.of(), List.of());
    public volatile Promises promises = new Promises(List.of());
    public volatile OverdueReport report =
            new OverdueReport(List.of(), List.of(), List.of(), new CycleReport.Calls(0, 0), List.of());
    public volatile @Nullable String refusal;

    private void ask(String what) {
        asked.add(what);
        if (refusal != null) {
            throw new DecisionException(refusal);
        }
    }

    @Override
    public List<Trouble> refresh() {
        asked.add("refresh");
        return troubles;
    }

    @Override
    public List<Trouble> refreshCredits() {
        asked.add("refresh credits");
        return List.of();
    }

    @Override
    public List<Item> list(@Nullable String client) {
        asked.add("list " + client);
        return items;
    }

    @Override
    public OverdueReport preview() {
        asked.add("preview");
        return report;
    }

    @Override
    public OverdueReport run(String who) {
        asked.add("run by " + who);
        return report;
    }

    @Override
    public Item promise(String invoice, LocalDate until, @Nullable String reason, String who) {
        ask("promise " + invoice + " " + until + " " + reason + " by " + who);
        return items.get(0);
    }

    @Override
    public Item dispute(String invoice, LocalDate until, String reason, String who) {
        ask("dispute " + invoice + " " + until + " " + reason + " by " + who);
        return items.get(0);
    }

    @Override
    public Item release(String invoice, String who) {
        ask("release " + invoice + " by " + who);
        return items.get(0);
    }

    @Override
    public int releaseFirst(boolean mail, String who) {
        ask("release first " + mail + " by " + who);
        return 4;
    }

    @Override
    public List<StopWork> stopList() {
        return stopped;
    }

    @Override
    public Aged aged() {
        return aged;
    }

    @Override
    public Promises promises(int days) {
        asked.add("promises " + days);
        return promises;
    }

    @Override
    public List<Mail> mails(boolean all) {
        asked.add("mails " + all);
        return mails;
    }

    @Override
    public void retryMail(long id, String who) {
        ask("retry " + id + " by " + who);
    }

    @Override
    public void discardMail(long id, String reason, String who) {
        ask("discard " + id + " " + reason + " by " + who);
    }
}
