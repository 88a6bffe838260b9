package org.harvestxero.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.harvestxero.api.MendDesk.Choosing;
import org.junit.jupiter.api.Test;

class RemedyTextTest {
    private static String inConsole(Choosing choosing, String remedy) {
        return RemedyText.inConsole(choosing, remedy, "below", "give this up");
    }

    @Test
    void whatIsChosenOnThePageComesFirst() {
        assertThat(inConsole(Choosing.RULE, "Add the account 200 in Xero, or name another one."))
                .isEqualTo("Choose another one below. Or: add the account 200 in Xero, or name another one.");
        assertThat(inConsole(Choosing.CONTACT, "Restore the contact in Xero, or discard this."))
                .isEqualTo("Choose the contact below. Or: restore the contact in Xero, or give this up.");
        assertThat(
                        inConsole(
                                Choosing.SIDE,
                                "Say which counts: harvest-xero contacts answer C7 --take harvest (or xero). Discard this to leave both as they are."))
                .isEqualTo("Say below which side counts, or give this up to leave both as they are.");
    }

    @Test
    void commandsBecomeButtonsWhereThereAreSome() {
        assertThat(
                        inConsole(
                                Choosing.NOTHING,
                                "Put it right; it is tried again with failed retry. Or enter it by hand and discard this copy. Discard this to do without."))
                .isEqualTo(
                        "Put it right; it is tried again with Try again. Or enter it by hand and give this up. Give this up to do without.");
        assertThat(inConsole(Choosing.NOTHING, "Take it back with `bill --credit-and-rebill NUMBER`."))
                .isEqualTo("Take it back with `bill --credit-and-rebill NUMBER`.");
    }

    @Test
    void theCommandLineHasACommandWhereSomethingIsChosenAndTheRemedyNamesNone() {
        assertThat(RemedyText.command(Choosing.RULE, "F7")).startsWith("`failed fix F7` ");
        assertThat(RemedyText.command(Choosing.CONTACT, "F7")).startsWith("`failed fix F7` ");
        assertThat(RemedyText.command(Choosing.SIDE, "F7")).isEmpty();
        assertThat(RemedyText.command(Choosing.NOTHING, "F7")).isEmpty();
    }
}
