package org.harvestxero.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPageTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"document\": {\"failedId\": \"F7\", \"harvestId\": 5}} | /failed/F7",
                "{\"draft\": {\"id\": \"D12\"}} | /review/D12",
                "{\"invoice\": {\"harvestId\": 13150403, \"number\": \"INV-1\"}} | /invoices/13150403",
                "{\"invoice\": {\"number\": \"INV-1\"}} | ``",
                "{\"document\": {\"failedId\": \"F7/../../users\"}} | ``",
                "{\"client\": {\"id\": 5}} | ``"
            })
    void leadsToWhatTheEventIsAbout(String data, String page) throws JsonProcessingException {
        assertThat(EventPage.of(new ObjectMapper().readTree("{\"data\": " + data + "}"))
                        .orElse(""))
                .isEqualTo(page);
    }
}
