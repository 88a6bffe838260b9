package org.harvestxero.sandbox;

import java.time.Clock;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;

/**
 * How both sides start.
 *
 * @param sample with the documents of {@link SampleAgency}
 */
public record SandboxOptions(HarvestSandboxOptions harvest, XeroSandboxOptions xero, boolean sample) {
    /** Two empty sides on any free ports, with the real ones' limits. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(HarvestSandboxOptions.defaults(), XeroSandboxOptions.defaults(), false);
    }

    public SandboxOptions withSample() {
        return new SandboxOptions(harvest, xero, true);
    }

    /** 0 for any free one. */
    public SandboxOptions withPorts(int harvestPort, int xeroPort) {
        return new SandboxOptions(harvest.withPort(harvestPort), xero.withPort(xeroPort), sample);
    }

    public SandboxOptions withClock(Clock clock) {
        return new SandboxOptions(harvest.withClock(clock), xero.withClock(clock), sample);
    }

    public SandboxOptions withoutLimits() {
        return new SandboxOptions(harvest.withoutLimits(), xero.withoutLimits(), sample);
    }
}
