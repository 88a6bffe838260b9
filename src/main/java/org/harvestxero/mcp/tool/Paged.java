package org.harvestxero.mcp.tool;

/** What tools take and answer that tell a list page by page. */
public final class Paged {
    private Paged() {}

    public static Shape taking(Shape shape) {
        return shape.maybe(
                        "most",
                        Shape.count("Rows at most; " + Caller.USUAL_ROWS
                                + " where nothing is said, or what the token allows."))
                .maybe("after", Shape.wanted("Goes on where an earlier answer said so with next."));
    }

    public static Shape answering(Shape shape) {
        return shape.maybe("next", Shape.words("Where the next page begins, for after; left out at the end."));
    }
}
