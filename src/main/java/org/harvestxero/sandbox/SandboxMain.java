package org.harvestxero.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The sandbox in a process of its own, until the process is ended or its standard input closes. */
@Command(name = "sandbox", mixinStandardHelpOptions = true, description = "A Harvest and a Xero on 127.0.0.1.")
public final class SandboxMain implements Callable<Integer> {
    @Option(names = "--harvest-port", description = "0 for any free one.")
    private int harvestPort;

    @Option(names = "--xero-port", description = "0 for any free one.")
    private int xeroPort;

    @Option(names = "--harvest-only", description = "Without Xero.")
    private boolean harvestOnly;

    @Option(names = "--sample", description = "With a small sample agency.")
    private boolean sample;

    @Option(names = "--no-limits", description = "Answers however many calls come.")
    private boolean noLimits;

    @Option(names = "--xero-answer-ms", description = "Milliseconds each answer of Xero takes at least.")
    private long xeroAnswerMillis;

    @Option(names = "--until-input-ends", description = "Ends when standard input closes, as when its parent dies.")
    private boolean untilInputEnds;

    private SandboxMain() {}

    public static void main(String[] args) {
        int status = new CommandLine(new SandboxMain()).execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SandboxOptions options = SandboxOptions.defaults().withPorts(harvestPort, xeroPort);
        options = noLimits ? options.withoutLimits() : options;
        options = sample ? options.withSample() : options;
        if (harvestOnly) {
            try (HarvestSandbox harvest = HarvestSandbox.start(options.harvest())) {
                if (sample) {
                    SampleAgency.plant(harvest);
                }
                announce("harvest=" + harvest.baseUrl());
                await();
            }
        } else {
            options = new SandboxOptions(
                    options.harvest(),
                    options.xero().withAnswerTime(Duration.ofMillis(xeroAnswerMillis)),
                    options.sample());
            try (Sandbox sandbox = Sandbox.start(options)) {
                announce("harvest=" + sandbox.harvest().baseUrl() + " xero="
                        + sandbox.xero().baseUrl());
                await();
            }
        }
        return 0;
    }

    private static void announce(String addresses) {
        System.out.println(addresses);
        System.out.flush();
    }

    private void await() throws IOException, InterruptedException {
        if (untilInputEnds) {
            try (InputStream input = System.in) {
                while (input.read() >= 0) {
                    // whatever is typed changes nothing
                }
            }
        } else {
            Thread.currentThread().join();
        }
    }
}
