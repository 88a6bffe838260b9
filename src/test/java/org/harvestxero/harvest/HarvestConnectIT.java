package org.harvestxero.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.harvestxero.http.AuxiliaryRequest;
import org.harvestxero.http.AuxiliaryUnansweredException;
import org.harvestxero.http.Browser;
import org.harvestxero.http.Connectors;
import org.harvestxero.http.ConsentDialogue;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.Databases;
import org.harvestxero.http.RawResponse;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.store.connection.TokenTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HarvestConnectIT {
    private static final TokenTable.Key KEY = new TokenTable.Key("main", "harvest");

    private final TokenTable table = Databases.tokens(Databases.h2(), Clock.systemUTC());
    private HarvestSandbox harvest;
    private Connectors connectors;

    @BeforeEach
    void start() throws Exception {
        harvest = HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits());
        connectors = connectors("sandbox-harvest-secret");
    }

    private Connectors connectors(String secret) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "harvest.base-url",
                harvest.baseUrl(),
                "harvest.identity-url",
                harvest.identityUrl(),
                "harvest.account-id",
                "",
                "harvest.access-token",
                "",
                "harvest.client-id",
                "sandbox-harvest-client",
                "harvest.client-secret",
                secret,
                "harvest.redirect-uri",
                "http://localhost:" + Browser.freePort() + "/callback"));
        return Connectors.start(settings, table, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        connectors.close();
        harvest.close();
    }

    private HarvestResponse call() throws Exception {
        return connectors.ask("harvest-call", HarvestRequest.get("/users/me"), HarvestResponse.class);
    }

    @Test
    void connectsAnAccountAndRefreshes() throws Exception {
        Browser browser = Browser.thatPicks("");

        ConsentDialogue.Target account =
                connectors.harvest().consent().connect().connect(browser, Browser.PATIENCE);

        assertThat(account.id()).isEqualTo("1000001");
        assertThat(browser.offered()).isEmpty();
        assertThat(call().status()).isEqualTo(200);

        var before = table.find(KEY).orElseThrow();
        harvest.expireTokens();
        assertThat(call().status()).isEqualTo(200);
        assertThat(table.find(KEY).orElseThrow().refresh()).isNotEqualTo(before.refresh());
    }

    @Test
    void forgetsTheTokens() throws Exception {
        HarvestConnect connect = connectors.harvest().consent().connect();
        connect.connect(Browser.thatPicks(""), Browser.PATIENCE);

        assertThat(connect.disconnect()).isTrue();

        assertThatThrownBy(this::call).isInstanceOf(ConsentException.class).hasMessageContaining("not connected yet");
    }

    @Test
    void saysThatTheIdentityHostDoesNotAnswer() {
        harvest.close();

        assertThatThrownBy(() -> connectors.ask(
                        "harvest-identity",
                        new AuxiliaryRequest("GET", "/api/v2/accounts", null, null),
                        RawResponse.class))
                .isInstanceOf(AuxiliaryUnansweredException.class);
    }

    @Test
    void saysWhichSettingIsWrong() throws Exception {
        try (Connectors wrong = connectors("a-secret-nobody-may-see")) {
            assertThatThrownBy(
                            () -> wrong.harvest().consent().connect().connect(Browser.thatPicks(""), Browser.PATIENCE))
                    .isInstanceOf(ConsentException.class)
                    .hasMessageContaining("harvest.client-secret")
                    .hasMessageNotContaining("a-secret-nobody-may-see");
        }
    }
}
