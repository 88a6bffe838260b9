package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SenderAddressTest {
    private final SenderAddress direct = new SenderAddress(false);
    private final SenderAddress proxied = new SenderAddress(true);

    @Test
    void withoutAProxyNobodySaysWhereTheyComeFrom() {
        assertThat(direct.of("127.0.0.1", List.of("10.0.0.1"))).isEqualTo("127.0.0.1");
        assertThat(proxied.of("192.168.1.7", List.of("10.0.0.1"))).isEqualTo("192.168.1.7");
    }

    @Test
    void behindAProxyItsOwnWordCountsAndNoneBeforeIt() {
        assertThat(proxied.of("127.0.0.1", List.of("10.0.0.1"))).isEqualTo("10.0.0.1");
        assertThat(proxied.of("127.0.0.1", List.of("10.9.9.9, 10.0.0.1"))).isEqualTo("10.0.0.1");
        assertThat(proxied.of("127.0.0.1", List.of("10.9.9.9", "10.0.0.1"))).isEqualTo("10.0.0.1");
        assertThat(proxied.of("0:0:0:0:0:0:0:1", List.of("10.0.0.1"))).isEqualTo("10.0.0.1");
    }

    @Test
    void whatIsNoAddressDoesNotCount() {
        for (String word : List.of("", "unknown", "example.com", "10.0.0.1:4711", "10.0.0.1,")) {
            assertThat(proxied.of("127.0.0.1", List.of(word))).as(word).isEqualTo("127.0.0.1");
        }
        assertThat(proxied.of("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
    }

    @Test
    void addressesOfOneNetworkAreOneSender() {
        String one = direct.of("2001:db8:0:1::1", List.of());

        assertThat(direct.of("2001:db8:0:1:ffff::2", List.of())).isEqualTo(one);
        assertThat(direct.of("2001:db8:0:2::1", List.of())).isNotEqualTo(one);
        assertThat(proxied.of("127.0.0.1", List.of("2001:DB8:0:1:abcd::9"))).isEqualTo(one);
    }
}
