package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The form of an answer to a client that did not ask for JSON: the same fields as elements. */
final class Xml {
    private Xml() {}

    static byte[] write(JsonNode tree) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            element(xml, tree.has("ErrorNumber") ? "ApiException" : "Response", tree);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void element(XMLStreamWriter xml, String name, JsonNode value) throws XMLStreamException {
        xml.writeStartElement(name);
        if (value.isObject()) {
            for (var field : value.properties()) {
                element(xml, field.getKey(), field.getValue());
            }
        } else if (value.isArray()) {
            for (JsonNode each : value) {
                element(xml, singular(name), each);
            }
        } else if (!value.isNull()) {
            xml.writeCharacters(value.asText());
        }
        xml.writeEndElement();
    }

    private static String singular(String name) {
        if (name.endsWith("ies")) {
            return name.substring(0, name.length() - 3) + "y";
        }
        if (name.endsWith("sses")) {
            return name.substring(0, name.length() - 2);
        }
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name + "Item";
    }
}
