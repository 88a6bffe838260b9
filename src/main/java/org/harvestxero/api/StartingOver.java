package org.harvestxero.api;

/** Closes the links to a former organisation or Harvest account, so that copying may begin anew with another. */
@FunctionalInterface
public interface StartingOver {
    /**
     * Begins anew with what the settings open now; does nothing when the links belong to that already. The process must not work
     * the connection meanwhile, nor go on with what it remembers of it.
     *
     * @return what was done, in sentences
     * @throws SideException when a side does not answer; nothing is changed then
     */
    String startOver(String who);
}
