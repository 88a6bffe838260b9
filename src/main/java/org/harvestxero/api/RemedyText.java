package org.harvestxero.api;

import java.util.Locale;
import org.harvestxero.api.MendDesk.Choosing;

/**
 * What to do about a failed copy, in the words of the place it is read at. Its own remedy says what to do in Harvest, in Xero or in
 * files; where a choice puts it right, the console has it on the page, and the command line a command.
 */
public final class RemedyText {
    private RemedyText() {}

    /**
     * As the console says it: what is chosen there first, and no command where a button does the same.
     *
     * @param place where something is chosen, such as {@code below}
     * @param giveUp what the page's button to discard it is called, such as {@code give this up}
     */
    public static String inConsole(Choosing choosing, String remedy, String place, String giveUp) {
        String rest = buttons(remedy, giveUp);
        return switch (choosing) {
            case RULE -> "Choose another one " + place + ". Or: " + lowerCase(rest);
            case CONTACT -> "Choose the contact " + place + ". Or: " + lowerCase(rest);
            case SIDE -> "Say " + place + " which side counts, or " + giveUp + " to leave both as they are.";
            case NOTHING -> rest;
        };
    }

    /** Words of the command line, for those who have buttons. */
    private static String buttons(String remedy, String giveUp) {
        return remedy.replaceAll("\\bdiscard (this( copy| change)?|it)\\b", giveUp)
                .replaceAll("\\bDiscard (this( copy| change)?|it)\\b", upperCase(giveUp))
                .replace("with `failed retry`", "with Try again")
                .replace("with failed retry", "with Try again");
    }

    /** The command that chooses; empty where the remedy has it, or nothing is chosen. @param id such as {@code F7} */
    public static String command(Choosing choosing, String id) {
        return switch (choosing) {
            case RULE -> "`failed fix " + id + "` lists what Xero has instead, and writes the rule.";
            case CONTACT -> "`failed fix " + id + "` lists the contacts that come into question, and takes one.";
            case SIDE, NOTHING -> "";
        };
    }

    /** "Add a rule" goes on after "Or:"; names and words of settings stay. */
    private static String lowerCase(String sentence) {
        return sentence.matches("[A-Z][a-z]+ .*")
                ? sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1)
                : sentence;
    }

    private static String upperCase(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
