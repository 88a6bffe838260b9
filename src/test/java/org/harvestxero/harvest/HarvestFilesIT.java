package org.harvestxero.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.harvestxero.http.AccessToken;
import org.harvestxero.http.AuthorizationVault;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.http.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarvestFilesIT {
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final HarvestFiles files =
            new HarvestFiles(tokensThatMustNotBeAsked(), "https://api.harvestapp.com/v2", new AuthorizationVault());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://agency.harvestapp.com/expenses/1/receipt",
                "https://files.example.com/receipt.png",
                "https://harvestapp.com.example.org/receipt.png",
                "https://ann:word@agency.harvestapp.com/expenses/1/receipt",
                "http://127.0.0.1/receipt.png",
                "file:///etc/hostname",
            })
    void nothingIsFetchedWithoutHttpsOrFromAnotherHost(String address) {
        exchange.getMessage().setBody(address);

        assertThatThrownBy(() -> files.prepare(exchange))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageEndingWith("files are only fetched over https, and only from Harvest's own hosts");
    }

    @Test
    void ofALargerFileOnlyWhatShowsThatItIsLargerIsRead() throws IOException {
        AtomicLong read = new AtomicLong();
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/png");
        exchange.getMessage().setBody(new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 1;
            }
        });

        assertThatThrownBy(() -> files.receive(exchange))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("it has more than 10 MB, and Xero takes no larger ones");
        assertThat(read).hasValue(10_000_001);
    }

    private static Tokens tokensThatMustNotBeAsked() {
        return new Tokens() {
            @Override
            public AccessToken current() {
                throw new AssertionError("No token goes to such an address");
            }

            @Override
            public void refused(AccessToken token) {
                throw new AssertionError("No token was used");
            }
        };
    }
}
