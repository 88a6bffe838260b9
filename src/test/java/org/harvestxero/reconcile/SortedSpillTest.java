package org.harvestxero.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedSpillTest {
    private record Item(long key, int place) {}

    private static final SortedSpill.Form<Item> FORM = new SortedSpill.Form<>() {
        @Override
        public long key(Item item) {
            return item.key();
        }

        @Override
        public void write(Item item, DataOutputStream out) throws IOException {
            out.writeLong(item.key());
            out.writeInt(item.place());
        }

        @Override
        public Item read(DataInputStream in) throws IOException {
            return new Item(in.readLong(), in.readInt());
        }
    };

    @ParameterizedTest(name = "{0} items")
    @ValueSource(ints = {0, 1, 20_000, 20_001, 70_000})
    void givesAllInOrderAndThoseOfOneKeyAsTheyCame(int items) {
        Random random = new Random(items);
        List<Item> given = new ArrayList<>();
        List<Item> sorted = new ArrayList<>();
        try (SortedSpill<Item> spill = new SortedSpill<>(FORM)) {
            for (int i = 0; i < items; i++) {
                Item item = new Item(random.nextInt(items / 2 + 1) - items / 4L, i);
                given.add(item);
                spill.add(item);
            }
            for (Iterator<Item> all = spill.sorted(); all.hasNext(); ) {
                sorted.add(all.next());
            }
        }

        assertThat(sorted).hasSize(items);
        assertThat(Set.copyOf(sorted)).hasSize(items).isEqualTo(Set.copyOf(given));
        for (int i = 1; i < items; i++) {
            Item before = sorted.get(i - 1);
            Item after = sorted.get(i);
            assertThat(before.key() < after.key() || (before.key() == after.key() && before.place() < after.place()))
                    .as("%s before %s", before, after)
                    .isTrue();
        }
    }
}
