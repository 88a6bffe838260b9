package org.harvestxero.runtime;

import java.time.LocalDate;
import java.util.List;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.api.Trouble;
import org.jspecify.annotations.Nullable;

/** Reads and mails only while this process leads the connection; what people look at and arrange goes everywhere. */
final class ExclusiveOverdueDesk implements OverdueDesk {
    private final OverdueDesk desk;
    private final LeaderGuard leader;

    ExclusiveOverdueDesk(OverdueDesk desk, LeaderGuard leader) {
        this.desk = desk;
        this.leader = leader;
    }

    @Override
    public OverdueReport preview() {
        return leader.require(desk::preview);
    }

    @Override
    public OverdueReport run(String who) {
        return leader.require(() -> desk.run(who));
    }

    @Override
    public List<Trouble> refresh() {
        return leader.require(desk::refresh);
    }

    @Override
    public List<Trouble> refreshCredits() {
        return leader.require(desk::refreshCredits);
    }

    @Override
    public List<Item> list(@Nullable String client) {
        return desk.list(client);
    }

    @Override
    public Item promise(String invoice, LocalDate until, @Nullable String reason, String who) {
        return desk.promise(invoice, until, reason, who);
    }

    @Override
    public Item dispute(String invoice, LocalDate until, String reason, String who) {
        return desk.dispute(invoice, until, reason, who);
    }

    @Override
    public Item release(String invoice, String who) {
        return desk.release(invoice, who);
    }

    @Override
    public int releaseFirst(boolean mail, String who) {
        return desk.releaseFirst(mail, who);
    }

    @Override
    public List<StopWork> stopList() {
        return desk.stopList();
    }

    @Override
    public Aged aged() {
        return desk.aged();
    }

    @Override
    public Promises promises(int days) {
        return desk.promises(days);
    }

    @Override
    public List<Mail> mails(boolean all) {
        return desk.mails(all);
    }

    @Override
    public void retryMail(long id, String who) {
        desk.retryMail(id, who);
    }

    @Override
    public void discardMail(long id, String reason, String who) {
        desk.discardMail(id, reason, who);
    }
}
