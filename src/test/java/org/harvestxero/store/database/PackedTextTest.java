package org.harvestxero.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackedTextTest {
    @Test
    void everyTextComesBackToTheCharacter() {
        Random random = new Random(7);
        for (int length : new int[] {0, 1, 63, 64, 5_000, 300_000}) {
            String noise = random.ints(length, 1, 0xd7ff)
                    .mapToObj(sign -> String.valueOf((char) sign))
                    .collect(Collectors.joining());
            assertThat(PackedText.unpack(PackedText.pack(noise))).isEqualTo(noise);
        }
    }

    @Test
    void documentsThatLookAlikeTakeATenth() {
        String body = IntStream.range(0, 50)
                .mapToObj(i -> "{\"InvoiceNumber\":\"2026-" + i
                        + "\",\"Type\":\"ACCREC\",\"LineAmountTypes\":\"Exclusive\","
                        + "\"LineItems\":[{\"Description\":\"Work of week " + i + "\",\"Quantity\":1,\"UnitAmount\":"
                        + (i * 17.5) + ",\"AccountCode\":\"200\",\"TaxType\":\"OUTPUT2\"}]}")
                .collect(Collectors.joining(",", "{\"Invoices\":[", "]}"));

        assertThat(PackedText.pack(body)).hasSizeLessThan(body.length() / 8);
        assertThat(PackedText.unpack(PackedText.pack(body))).isEqualTo(body);
    }

    @Test
    void whatIsNoPackedTextIsSaid() {
        byte[] packed = PackedText.pack("a request to Xero, to the byte");

        assertThatThrownBy(() -> PackedText.unpack(Arrays.copyOf(packed, packed.length - 9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PackedText.unpack(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PackedText.unpack(new byte[] {0, 0, 0, 9, 1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
