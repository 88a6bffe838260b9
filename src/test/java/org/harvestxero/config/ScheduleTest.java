package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 9 1-7W * ?         | the day of the month can't be 1-7W: W goes with single days, such as 1W or 1W,15W",
                "0 0 9 ? * MON-FRI#1    | the day of the week can't be MON-FRI#1: # and L go with a single day, such as MON#1 or FRIL",
                "0 0 9 ? * MON,WED#2    | the day of the week can't be MON,WED#2: # and L go with a single day",
                "0 0 9 ? * MON-FRIL     | the day of the week can't be MON-FRIL: # and L go with a single day",
                "0 0 9 ? * L            | the day of the week can't be L: write SAT, or FRIL for the last Friday of the month",
                "0 0 9 ? * MONDAY       | the day of the week can't be MONDAY: names have three letters",
                "0 0 9 ? * MONDAY-FRIDAY | the day of the week can't be MONDAY-FRIDAY: names have three letters",
                "0 0 9 1 JANUARY ?      | the month can't be JANUARY: names have three letters",
                "0 0 9 ? * MON-FRI/2    | the day of the week can't be MON-FRI/2: steps go with numbers, such as 2-6/2",
                "0 0 9 1 JAN/3 ?        | the month can't be JAN/3: steps go with numbers",
                "0 0/0 * * * ?          | the minute can't be 0/0: a step of 0 leads nowhere",
                "0 1-5/0 * * * ?        | the minute can't be 1-5/0: a step of 0 leads nowhere",
                "0 5x * * * ?           | the minute can't be 5X",
                "0 ,5 * * * ?           | the minute can't be ,5",
                "0 5, * * * ?           | the minute can't be 5,",
                "0 0 9 ?5 * MON         | the day of the month can't be ?5",
                "0 0 9 *,5 * ?          | the day of the month can't be *,5",
                "0 0 9 5C * ?           | the day of the month can't be 5C",
                "0 0 9 30 2 ?           | there is no such day",
                "0 0/90 * * * ?         | Increment >= 60 : 90",
                "0 0 9 1 * MON          | a Quartz cron expression of 6 or 7 fields",
                "every five minutes     | a Quartz cron expression of 6 or 7 fields",
                "0 0 9 * * ? * *        | a Quartz cron expression of 6 or 7 fields",
            })
    void refusesWhatMeansSomethingElse(String cron, String complaint) {
        assertThat(Schedule.complaint(cron)).isPresent();
        assertThat(Schedule.complaint(cron).orElseThrow()).contains(complaint);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0/5 * * * ?        | 2026-11-01T00:05Z 2026-11-01T00:10Z 2026-11-01T00:15Z",
                "0 0 9 1W,15W * ?     | 2026-11-02T09:00Z 2026-11-16T09:00Z 2026-12-01T09:00Z",
                "0 0 9 1,L * ?        | 2026-11-01T09:00Z 2026-11-30T09:00Z 2026-12-01T09:00Z",
                "0 0 9 LW * ?         | 2026-11-30T09:00Z 2026-12-31T09:00Z 2027-01-29T09:00Z",
                "0 0 9 L-3 * ?        | 2026-11-27T09:00Z 2026-12-28T09:00Z 2027-01-28T09:00Z",
                "0 0 9 ? * MON#1      | 2026-11-02T09:00Z 2026-12-07T09:00Z 2027-01-04T09:00Z",
                "0 0 9 ? * friL       | 2026-11-27T09:00Z 2026-12-25T09:00Z 2027-01-29T09:00Z",
                "0 0 9 ? * MON-FRI    | 2026-11-02T09:00Z 2026-11-03T09:00Z 2026-11-04T09:00Z",
                "0 0 9 ? * FRI-MON    | 2026-11-01T09:00Z 2026-11-02T09:00Z 2026-11-06T09:00Z",
                "0 30 22-2 * * ?      | 2026-11-01T00:30Z 2026-11-01T01:30Z 2026-11-01T02:30Z",
                "0 0 9 1 JAN,JUL ? *  | 2027-01-01T09:00Z 2027-07-01T09:00Z 2028-01-01T09:00Z",
            })
    void takesWhatMeansWhatItSays(String cron, String times) {
        assertThat(next(cron, ZoneId.of("UTC"), "2026-11-01T00:00:00Z", 3))
                .extracting(time -> time.toInstant().toString().replace(":00Z", "Z"))
                .isEqualTo(List.of(times.split(" ")));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "Europe/London, 2026-03-28T23:00:00Z",
        "Europe/London, 2026-10-24T23:00:00Z",
        "America/New_York, 2026-03-08T05:00:00Z",
        "America/New_York, 2026-11-01T04:00:00Z",
        "Pacific/Auckland, 2026-04-04T12:00:00Z",
        "Pacific/Auckland, 2026-09-26T12:00:00Z",
    })
    void aRhythmGoesOnThroughBothChangesOfTheClock(String zone, Instant hoursBefore) {
        List<ZonedDateTime> times =
                Schedule.of("0 0/5 * * * ?", ZoneId.of(zone)).next(hoursBefore, 60);

        assertThat(times).hasSize(60);
        for (int i = 0; i < times.size(); i++) {
            assertThat(times.get(i).toInstant()).isEqualTo(hoursBefore.plus(Duration.ofMinutes(5L * (i + 1))));
        }
    }

    @Test
    void anHourlyScheduleRunsInTheHourThatComesTwiceToo() {
        assertThat(next("0 20 * * * ?", LONDON, "2026-10-24T23:50:00Z", 4))
                .extracting(time -> time.toInstant().toString())
                .containsExactly(
                        "2026-10-25T00:20:00Z", "2026-10-25T01:20:00Z", "2026-10-25T02:20:00Z", "2026-10-25T03:20:00Z");
    }

    @Test
    void aTimeOfDayIsThatOfThePeopleOnBothSidesOfAChange() {
        assertThat(next("0 30 3 * * ?", LONDON, "2026-03-28T00:00:00Z", 3))
                .extracting(ZonedDateTime::toString)
                .containsExactly(
                        "2026-03-28T03:30Z[Europe/London]",
                        "2026-03-29T03:30+01:00[Europe/London]",
                        "2026-03-30T03:30+01:00[Europe/London]");
        assertThat(next("0 30 3 * * ?", AUCKLAND, "2026-04-03T12:00:00Z", 3))
                .extracting(ZonedDateTime::toString)
                .containsExactly(
                        "2026-04-04T03:30+13:00[Pacific/Auckland]",
                        "2026-04-05T03:30+12:00[Pacific/Auckland]",
                        "2026-04-06T03:30+12:00[Pacific/Auckland]");
    }

    @Test
    void aTimeThatComesTwiceRunsOnce() {
        assertThat(next("0 30 1 * * ?", LONDON, "2026-10-24T12:00:00Z", 2))
                .extracting(time -> time.toInstant().toString())
                .containsExactly("2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void aTimeThatTheClockSkipsIsToldBefore() {
        Instant now = Instant.parse("2026-01-15T00:00:00Z");

        assertThat(Schedule.of("0 30 1 * * ?", LONDON).skippedOn(now)).contains(LocalDate.of(2026, 3, 29));
        assertThat(Schedule.of("0 30 3 * * ?", LONDON).skippedOn(now)).isEmpty();
        assertThat(Schedule.of("0 0/5 * * * ?", LONDON).skippedOn(now)).isEmpty();
        assertThat(Schedule.of("0 30 1 ? * MON", LONDON).skippedOn(now)).isEmpty();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "0 0 0/6 * * ?, UTC",
        "0 10 * * * ?, UTC",
        "0 0 */2 * * ?, UTC",
        "0 0 9 * * ?, Europe/London",
        "0 0/5 8-18 * * ?, Europe/London",
        "0 0/5 * ? * MON-FRI, Europe/London",
        "0 0 * 1 * ?, Europe/London",
    })
    void onlyATimeOfDayOrADayIsTakenInTheZone(String cron, String zone) {
        assertThat(Schedule.of(cron, LONDON).zoneName()).isEqualTo(zone);
    }

    @Test
    void aZoneOfOffsetsIsNotTakenForGreenwich() {
        assertThat(Schedule.of("0 0 9 * * ?", ZoneId.of("UTC+13")).zoneName()).isEqualTo("GMT+13:00");
        assertThat(next("0 0 9 * * ?", ZoneId.of("UTC+13"), "2026-11-01T00:00:00Z", 1))
                .extracting(time -> time.toInstant().toString())
                .containsExactly("2026-11-01T20:00:00Z");
    }

    @Test
    void routesFindTheZoneBesideTheSchedule() {
        Settings settings = Settings.of(Map.of("time-zone", "Pacific/Auckland", "copy.schedule", "0 0/10 * * * ?"));

        assertThat(settings.placeholders())
                .containsEntry("copy.schedule.zone", "UTC")
                .containsEntry("copy.sweep-schedule.zone", "Pacific/Auckland");
    }

    @Test
    void aScheduleThatMeansSomethingElseStopsTheStart() {
        assertThatThrownBy(() -> Settings.of(Map.of("mail.schedule", "0 0 9 ? * MON-FRI#1")))
                .hasMessageContaining(
                        "mail.schedule to \"0 0 9 ? * MON-FRI#1\", but it must be a Quartz cron expression")
                .hasMessageContaining("# and L go with a single day, such as MON#1 or FRIL");
    }

    private static List<ZonedDateTime> next(String cron, ZoneId zone, String after, int most) {
        return Schedule.of(cron, zone).next(Instant.parse(after), most);
    }
}
