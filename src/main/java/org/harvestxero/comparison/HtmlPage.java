package org.harvestxero.comparison;

/** One page of HTML that needs nothing else, as it is written from top to bottom. Whatever names hold stays text. */
public final class HtmlPage {
    private final StringBuilder page = new StringBuilder();

    /** @param style CSS */
    public HtmlPage(String title, String style) {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(HtmlText.escaped(title))
                .append("</title>\n<style>\n")
                .append(style)
                .append("</style>\n</head>\n<body>\n");
    }

    /** The page with its end. */
    public String end() {
        return page.append("</body>\n</html>\n").toString();
    }

    /** Text in an element, such as a heading or a paragraph. */
    public void tag(String name, String text) {
        tag(name, "", text);
    }

    /** @param style a class; empty for none */
    public void tag(String name, String style, String text) {
        open(name, style);
        page.append(HtmlText.escaped(text)).append("</").append(name).append(">\n");
    }

    private void open(String name, String style) {
        page.append('<').append(name);
        if (!style.isEmpty()) {
            page.append(" class=\"").append(style).append('"');
        }
        page.append('>');
    }

    /** Begins a table. @param names of the columns; one that begins with {@code >} stands to the right */
    public void heads(String... names) {
        page.append("<table>\n<tr>");
        for (String name : names) {
            boolean right = name.startsWith(">");
            open("th", right ? "n" : "");
            page.append(HtmlText.escaped(right ? name.substring(1) : name)).append("</th>");
        }
        page.append("</tr>\n");
    }

    /** @param style a class; empty for none */
    public void beginRow(String style) {
        open("tr", style);
    }

    /** @param style a class; empty for none */
    public void cell(String style, String text) {
        open("td", style);
        page.append(HtmlText.escaped(text)).append("</td>");
    }

    public void endRow() {
        page.append("</tr>\n");
    }

    public void endTable() {
        page.append("</table>\n");
    }

    /** @param html safe by itself */
    public void raw(String html) {
        page.append(html);
    }
}
