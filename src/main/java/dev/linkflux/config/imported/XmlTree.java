package dev.linkflux.config.imported;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document with the lines of its elements. Nothing outside of it is ever looked at: neither
 * a document type nor an entity of its own is known.
 */
final class XmlTree {
  private static final int DEEPEST = 64;

  private final String file;
  private final XMLStreamReader reader;

  private XmlTree(String file, XMLStreamReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * The element that holds all others.
   *
   * @throws ImportException with the line of what is wrong
   */
  static XmlElement read(String file, String text) throws ImportException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.next() != XMLStreamConstants.START_ELEMENT) {
        if (reader.getEventType() == XMLStreamConstants.END_DOCUMENT) {
          throw new ImportException(file + ": is empty");
        }
      }
      return new XmlTree(file, reader).element(0);
    } catch (XMLStreamException wrong) {
      throw new ImportException(
          "%s:%d: not XML: %s"
              .formatted(
                  file,
                  wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNumber(),
                  Found.one(
                      String.valueOf(wrong.getMessage()).replaceFirst("(?s).*Message: ", ""))));
    }
  }

  private XmlElement element(int depth) throws XMLStreamException, ImportException {
    int line = reader.getLocation().getLineNumber();
    if (depth > DEEPEST) {
      throw new ImportException("%s:%d: elements in elements, too deep".formatted(file, line));
    }
    String name = reader.getLocalName();
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          return new XmlElement(name, line, text.toString().strip(), children);
        }
        default -> {} // comments and the like
      }
    }
  }
}
