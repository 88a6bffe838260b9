package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;

/** Both stand-ins in a process of their own, without limits, so that what is measured is the program alone. */
public final class SandboxProcess implements AutoCloseable {
    private final Process process;
    private final String harvest;
    private final String xero;

    private SandboxProcess(Process process, String harvest, String xero) {
        this.process = process;
        this.harvest = harvest;
        this.xero = xero;
    }

    public static SandboxProcess start() throws IOException {
        Process process = new ProcessBuilder(
                        java(),
                        "-Xmx4g",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.harvestxero.sandbox.SandboxMain",
                        "--no-limits",
                        "--until-input-ends")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith("harvest=")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
        String[] parts = line.split(" ");
        return new SandboxProcess(
                process, parts[0].substring("harvest=".length()), parts[1].substring("xero=".length()));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public String harvest() {
        return harvest;
    }

    public String xero() {
        return xero;
    }

    /** Fills Harvest with invoices of one line, issued evenly between two days. */
    public void plant(int invoices, int clients, int paidPercent, LocalDate from, LocalDate to)
            throws IOException, InterruptedException {
        String body = "{\"clients\":" + clients + ",\"invoices\":" + invoices + ",\"paid_percent\":" + paidPercent
                + ",\"lines\":1,\"from\":\"" + from + "\",\"to\":\"" + to + "\"}";
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(harvest.replaceAll("/v2$", "") + "/sandbox/bulk"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
