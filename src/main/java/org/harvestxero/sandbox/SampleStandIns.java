package org.harvestxero.sandbox;

import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.demo.BothStandIns;

/** Both sides with the sample agency, for the demo. */
public final class SampleStandIns implements BothStandIns.Starter {
    @Override
    public BothStandIns start() {
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withSample());
        return new BothStandIns() {
            @Override
            public String harvestUrl() {
                return sandbox.harvest().baseUrl();
            }

            @Override
            public String xeroUrl() {
                return sandbox.xero().baseUrl();
            }

            @Override
            public LocalDate today() {
                return sandbox.harvest().today();
            }

            @Override
            public Map<String, String> properties() {
                return sandbox.properties();
            }

            @Override
            public void close() {
                sandbox.close();
            }
        };
    }
}
