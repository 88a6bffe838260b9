package org.harvestxero.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.token.Assistant;
import org.junit.jupiter.api.Test;

/** All assistants turned off, which ends their sessions within a second: so nobody else's are here. */
class AssistantsOffIT {
    private static final Assistant.Bounds MUCH = new Assistant.Bounds(1_000, 500, 60);
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";

    @Test
    void allAreTurnedOffAtOnce() throws Exception {
        try (AssistantScenario assistants = AssistantScenario.start(Map.of())) {
            String token = assistants.token("Other", MUCH, AssistantScenario.LAST, Role.VIEWER);
            HandmadeSession session = HandmadeSession.begin(assistants, token);
            assertThat(session.post(LIST).statusCode()).isEqualTo(200);

            assistants.file().turnOff("month end, by Ada");
            assertThat(HandmadeSession.message(session.post(LIST)))
                    .startsWith("All assistants are turned off here (month end, by Ada)");
            assistants.file().turnOn();

            assertThat(HandmadeSession.begin(assistants, token).post(LIST).statusCode())
                    .isEqualTo(200);
        }
    }
}
