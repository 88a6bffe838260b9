package org.harvestxero;

import java.util.Optional;
import org.harvestxero.monitoring.DiskRoom;
import org.harvestxero.runtime.ClockWatch;

/**
 * What looks after the machine.
 *
 * @param room of the disk where the database's file grows; empty where it grows elsewhere
 */
record Watches(Optional<DiskRoom> room, ClockWatch clock) {

    static Watches of(Basics basics) {
        return new Watches(DiskRoom.of(basics.settings()), new ClockWatch(basics.clock(), basics.nanos()));
    }

    /** Why nothing may be begun for want of room; empty while there is enough. */
    Optional<String> shortOfRoom() {
        return room.flatMap(DiskRoom::shortage);
    }
}
