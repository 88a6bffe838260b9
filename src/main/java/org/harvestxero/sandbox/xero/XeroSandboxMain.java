package org.harvestxero.sandbox.xero;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a Xero sandbox alone in its process, so that a benchmark measures only its own side. */
@Command(
        name = "xero-sandbox",
        description = "A Xero on 127.0.0.1. Prints its address on one line and runs until it is stopped.",
        mixinStandardHelpOptions = true)
public final class XeroSandboxMain implements Callable<Integer> {
    @Option(names = "--port", description = "port to listen on; 0, the default, for any free one")
    private int port;

    @Option(names = "--limits", description = "on, the default, or off")
    private String limits = "on";

    @Option(names = "--calls-in-flight", description = "calls at once, per organisation; default 5")
    private int callsInFlight = 5;

    @Option(names = "--calls-per-minute", description = "per organisation; default 60")
    private int callsPerMinute = 60;

    @Option(names = "--calls-per-day", description = "per organisation; default 5000")
    private int callsPerDay = 5_000;

    @Option(names = "--answer-time", description = "milliseconds each API answer takes; default 0")
    private long answerTime;

    @Option(names = "--keep-bodies", description = "keep request bodies in the request log")
    private boolean keepBodies;

    @Option(names = "--seed", description = "of the ids; 0, the default, for different ones at each start")
    private long seed;

    private XeroSandboxMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new XeroSandboxMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        XeroSandboxOptions options = XeroSandboxOptions.defaults()
                .withPort(port)
                .withLimits(callsInFlight, callsPerMinute, callsPerDay)
                .withAnswerTime(Duration.ofMillis(answerTime))
                .withSeed(seed);
        if (limits.equals("off")) {
            options = options.withoutLimits();
        }
        if (!keepBodies) {
            options = options.withoutBodies();
        }
        try (XeroSandbox sandbox = XeroSandbox.start(options)) {
            System.out.println(sandbox.baseUrl());
            System.out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
