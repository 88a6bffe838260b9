package org.harvestxero.console.page;

import java.util.List;
import java.util.Optional;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.session.Typed;

/**
 * What every page has around it.
 *
 * @param title of the browser's window
 * @param connection the pair of accounts the console is about
 * @param person who looks, and what for
 * @param places the pages somebody may go to
 * @param notice what became of what was asked for last
 * @param typed what stood in the page's forms when the session ended
 */
public record Frame(
        String title,
        String connection,
        Person person,
        List<Place> places,
        Optional<Session.Notice> notice,
        Typed typed) {
    public Frame {
        places = List.copyOf(places);
    }

    /**
     * Who looks.
     *
     * @param csrf what every form sends along
     * @param zone whose times are shown, such as {@code Pacific/Auckland, UTC+13}
     */
    public record Person(String name, String roles, String csrf, String zone) {}

    /** A page in the list of pages. @param here whether it is the one that is shown, or one below it */
    public record Place(String path, String name, boolean here) {}
}
