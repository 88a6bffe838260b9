package org.harvestxero.billing.engine;

/**
 * One thing lines are kept apart by.
 *
 * @param shown as people read it
 * @param sort what lines are ordered by first
 * @param id tells two of the same name apart; 0 where there is none
 */
record GroupValue(String shown, String sort, long id) implements Comparable<GroupValue> {
    @Override
    public int compareTo(GroupValue other) {
        int bySort = sort.compareTo(other.sort);
        return bySort != 0 ? bySort : Long.compare(id, other.id);
    }
}
