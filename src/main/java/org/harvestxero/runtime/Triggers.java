package org.harvestxero.runtime;

import java.util.Date;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** Corrects the triggers of routes after the clock was set: Quartz would keep the next fire time it had computed, which may be weeks away now. */
final class Triggers {
    private Triggers() {}

    /** Computes each next fire time again; a trigger that a jump ahead skipped fires once, at once. */
    static void reschedule(Scheduler scheduler, Date now) throws SchedulerException {
        for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
            Trigger trigger = scheduler.getTrigger(key);
            if (trigger != null && repeats(trigger)) {
                Date next = trigger.getNextFireTime();
                Date from = next != null && next.before(now) ? next : now;
                scheduler.rescheduleJob(
                        key, trigger.getTriggerBuilder().startAt(from).build());
            }
        }
    }

    private static boolean repeats(Trigger trigger) {
        return trigger instanceof CronTrigger
                || (trigger instanceof SimpleTrigger simple
                        && simple.getRepeatCount() == SimpleTrigger.REPEAT_INDEFINITELY);
    }
}
