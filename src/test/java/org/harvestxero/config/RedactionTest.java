package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://ann:s3cret@api.xero.com/x|https://******@api.xero.com/x",
                "jdbc:postgresql://books:s3cret@db/books|jdbc:postgresql://******@db/books",
                "jdbc:postgresql://db/books?user=u&password=s3cret&ssl=true|jdbc:postgresql://db/books?user=u&password=******&ssl=true",
                "jdbc:postgresql://db/books?sslpassword=s3cret|jdbc:postgresql://db/books?sslpassword=******",
                "jdbc:h2:file:./x;PASSWORD=s3cret;MODE=PostgreSQL|jdbc:h2:file:./x;PASSWORD=******;MODE=PostgreSQL",
                "Connect to http://u:p@h:80 and to https://v:q@i failed|Connect to http://******@h:80 and to https://******@i failed",
                "Write to ann@example.com|Write to ann@example.com",
                "https://example.com/ann@home|https://example.com/ann@home",
                "The password is missing|The password is missing",
            })
    void blanksWhatAnAddressCarriesOfACredentialAndNothingElse(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
    }
}
