package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.harvestxero.config.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    private final AllowedHosts hosts = AllowedHosts.of(
            Settings.of(Map.of("http.host", "0.0.0.0", "console.address", "https://books.example.com")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8088",
                "127.0.0.1:8088",
                "192.168.1.7:8088",
                "[::1]:8088",
                "BOOKS.example.com"
            })
    void isAskedForUnderItsOwnNamesAndAddressesInDigits(String host) {
        assertThat(hosts.isKnown(host)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:8088",
                "books.example.com.evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "1.2.3.4.5"
            })
    void isNotAskedForUnderOtherNames(String host) {
        assertThat(hosts.isKnown(host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "localhost:8088, http://localhost:8088, same-origin, true",
                "localhost:8088, http://localhost:8088, -, true",
                "localhost:8088, -, same-origin, true",
                "10.0.0.5:8088, https://books.example.com, same-origin, true",
                "localhost:8088, http://localhost:9999, -, false",
                "localhost:8088, http://localhost, -, false",
                "localhost:8088, -, -, false",
                "localhost:8088, null, -, false",
                "localhost:8088, null, same-origin, false",
                "localhost:8088, http://localhost:8088, cross-site, false",
                "localhost:8088, http://localhost:8088, same-site, false",
                "localhost:8088, http://localhost:8088, none, false",
                "localhost:8088, https://evil.example, same-origin, false",
            })
    void aFormComesFromTheConsoleItself(String host, String origin, String site, boolean own) {
        assertThat(hosts.isOwn(host, origin, site)).isEqualTo(own);
    }
}
