package org.harvestxero.wiring;

import java.util.Optional;
import org.harvestxero.monitoring.DiskRoom;
import org.harvestxero.runtime.ClockWatch;

/**
 * What watches the machine while the program runs: the room on its disk, and jumps of its clock. No beans.
 *
 * @param room of the disk where the database's file grows; empty where it grows elsewhere
 */
record Watches(Optional<DiskRoom> room, ClockWatch clock) {

    static Watches of(Basics basics) {
        return new Watches(DiskRoom.of(basics.settings()), new ClockWatch(basics.clock(), basics.nanos()));
    }

    /** Why there isn't enough room to begin anything; empty while there is. */
    Optional<String> shortOfRoom() {
        return room.flatMap(DiskRoom::shortage);
    }
}
