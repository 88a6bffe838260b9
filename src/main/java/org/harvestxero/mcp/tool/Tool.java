package org.harvestxero.mcp.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.console.user.Right;

/** Something an assistant may ask for. Safe for several threads. */
public interface Tool {
    Card card();

    /**
     * @throws org.harvestxero.api.DecisionException when it can't be answered as asked, in words
     * @throws org.harvestxero.api.SideException when a side gave no answer
     */
    Reply call(Arguments given, Caller caller);

    /**
     * What a tool is.
     *
     * @param name by which it is called
     * @param title for people
     * @param says what it is for, and what it costs
     * @param right what the caller must be allowed to
     * @param effect what it does
     */
    record Card(String name, String title, String says, Right right, Effect effect, Shape takes, Shape answers) {}

    /** What a tool does. */
    enum Effect {
        /** Reads what is known here; asks neither side. */
        READS,
        /** Reads what is known here, and asks the sides where that is wanted ({@code fresh}). */
        MAY_ASK_SIDES,
        /** Notes down what a person may confirm in the console; nothing else is changed. */
        PROPOSES
    }

    /**
     * An answer.
     *
     * @param fields by name, as the card says
     * @param rows how many rows it has, for the audit
     */
    record Reply(Map<String, Object> fields, int rows) {
        /** The same rows behind other fields. */
        Reply behind(Map<String, Object> others) {
            Map<String, Object> all = new LinkedHashMap<>(others);
            all.putAll(fields);
            return new Reply(all, rows);
        }
    }
}
