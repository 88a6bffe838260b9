package org.harvestxero.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages a browser is told to open, and how. */
class BrowserIT {
    private final List<URI> opened = new ArrayList<>();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Settings settings = Settings.of(
            Map.of(
                    "xero.app-url",
                    "http://127.0.0.1:9090",
                    "harvest.base-url",
                    "https://harvest.proxy.example:8443/v2"),
            Home.at(Path.of("").toAbsolutePath(), Path.of("").toAbsolutePath()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=1",
                "https://login.xero.com/identity/connect/authorize?state=1",
                "https://acme.harvestapp.com/invoices/13150403",
                "https://id.getharvest.com/oauth2/authorize",
                "https://GO.XERO.COM:443/",
                "http://127.0.0.1:9090/AccountsReceivable/View.aspx",
                "https://harvest.proxy.example:8443/invoices/1"
            })
    void pagesOfBothSidesAndOfTheConfiguredAddressesAreOpened(String page) {
        open(page, true);

        assertThat(opened).containsExactly(URI.create(page));
        assertThat(told.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://go.xero.com/",
                "https://xero.com.evil.example/",
                "https://evilxero.com/",
                "https://go.xero.com@evil.example/",
                "https://me:secret@go.xero.com/",
                "https://go.xero.com:8443/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "mailto:ann@xero.com",
                "//go.xero.com/",
                "-n",
                "http://127.0.0.1:9091/",
                "https://127.0.0.1:9090/"
            })
    void noOtherPageIsOpened(String page) {
        open(page, true);

        assertThat(opened).isEmpty();
        assertThat(told.toString(UTF_8)).isEqualTo("(Not opened: it is no page of Harvest or Xero.)\n");
    }

    @Test
    void pagesOfBothSidesAreOpenedThoughTheSettingsCantBeRead() {
        Browser browser = new Browser(
                () -> {
                    throw new SettingsException("http.port is many");
                },
                opened::add);

        browser.open(URI.create("https://go.xero.com/"), new PrintStream(told, true, UTF_8));
        browser.open(URI.create("http://127.0.0.1:9090/"), new PrintStream(told, true, UTF_8));

        assertThat(opened).containsExactly(URI.create("https://go.xero.com/"));
    }

    @Test
    void thatThereIsNoBrowserIsTold() {
        open("https://go.xero.com/", false);

        assertThat(told.toString(UTF_8)).isEqualTo("(No browser could be opened from here.)\n");
    }

    @Test
    void theAddressIsOneArgumentOfTheDesktopsProgramAndNothingIsStartedWithoutADesktop() {
        URI page = URI.create("https://go.xero.com/?a=1&b=$(id);%20x'");
        Map<String, String> desktop = Map.of("DISPLAY", ":0");

        assertThat(Browser.Opener.command(page, "Linux", desktop))
                .containsExactly("xdg-open", "https://go.xero.com/?a=1&b=$(id);%20x'");
        assertThat(Browser.Opener.command(page, "Mac OS X", Map.of())).startsWith("open");
        assertThat(Browser.Opener.command(page, "Linux", Map.of("DISPLAY", ""))).isEmpty();
    }

    private void open(String page, boolean browser) {
        new Browser(() -> settings, each -> browser && opened.add(each))
                .open(URI.create(page), new PrintStream(told, true, UTF_8));
    }
}
