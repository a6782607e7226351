import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A library in Maven's local repository.
 *
 * @param jar where it lies
 * @param group its group, such as io.netty
 * @param artifact its name in the group
 * @param version its version
 * @param classifier of several jars of the same library which it is, or ""
 * @param licences its licences, any of which may be chosen: SPDX's identifiers where they are known
 * @param needed what it needs to run, as group:artifact
 */
record Library(
    Path jar,
    String group,
    String artifact,
    String version,
    String classifier,
    List<String> licences,
    Set<String> needed) {

  /** The library of a jar, from its own pom.xml and those that it has inherited from. */
  static Library of(Path jar) throws IOException {
    Path directory = jar.getParent();
    String version = directory.getFileName().toString();
    String artifact = directory.getParent().getFileName().toString();
    String stem = artifact + "-" + version;
    String rest = jar.getFileName().toString().replace(".jar", "").substring(stem.length());
    Element pom = read(directory.resolve(stem + ".pom"));
    Path groupDirectory = directory.getParent().getParent();
    Element parent = child(pom, "parent");
    String group = value(pom, "groupId", parent == null ? "" : value(parent, "groupId", ""));
    Path repository = groupDirectory;
    for (int names = group.split("\\.").length; names > 0; names--) {
      repository = repository.getParent();
    }
    Set<String> needed = new TreeSet<>();
    Element dependencies = child(pom, "dependencies");
    for (Element dependency : children(dependencies, "dependency")) {
      if (!Set.of("test", "provided").contains(value(dependency, "scope", "compile"))) {
        String of =
            value(dependency, "groupId", group)
                .replaceFirst("\\$\\{(project|pom)\\.groupId}", group);
        needed.add(of + ":" + value(dependency, "artifactId", ""));
      }
    }
    return new Library(
        jar,
        group,
        artifact,
        version,
        rest.isEmpty() ? "" : rest.substring(1),
        licences(pom, repository),
        needed);
  }

  /** Its package URL. */
  String reference() {
    String which = classifier.isEmpty() ? "" : "classifier=" + classifier + "&";
    return "pkg:maven/%s/%s@%s?%stype=jar".formatted(group, artifact, version, which);
  }

  private static List<String> licences(Element pom, Path repository) throws IOException {
    List<String> licences = new ArrayList<>();
    for (Element licence : children(child(pom, "licenses"), "license")) {
      licences.add(known(value(licence, "name", "unnamed")));
    }
    Element parent = child(pom, "parent");
    if (!licences.isEmpty() || parent == null) {
      return licences;
    }
    String artifact = value(parent, "artifactId", "");
    String version = value(parent, "version", "");
    Path directory = repository.resolve(value(parent, "groupId", "").replace('.', '/'));
    Path file =
        directory.resolve(artifact).resolve(version).resolve(artifact + "-" + version + ".pom");
    return licences(read(file), repository);
  }

  /** SPDX's identifier of a licence that is called so, or the name itself. */
  private static String known(String name) {
    String[][] all = {
      {"(?i).*apache.*2.*", "Apache-2.0"},
      {"(?i)EDL 1.0|BSD[- ]3.*|.*Eclipse Distribution License.*", "BSD-3-Clause"},
      {"(?i)BSD[- ]2.*", "BSD-2-Clause"},
      {"(?i)MIT[- ]0", "MIT-0"},
      {"(?i)(The )?MIT( License)?", "MIT"},
      {"(?i)EPL[- ]2.0|Eclipse Public License.*2.0", "EPL-2.0"},
      {"(?i)GPL-?2.*(CPE|classpath).*", "GPL-2.0-with-classpath-exception"},
      {"(?i)(LGPL[- ]2.1.*|GNU Lesser General Public License)", "LGPL-2.1-only"},
    };
    for (String[] one : all) {
      if (name.strip().matches(one[0])) {
        return one[1];
      }
    }
    return name.strip();
  }

  private static Element read(Path pom) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(pom.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException broken) {
      throw new IOException(pom + " cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent == null ? null : parent.getFirstChild();
        node != null;
        node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        children.add(element);
      }
    }
    return children;
  }

  private static Element child(Element parent, String name) {
    List<Element> children = children(parent, name);
    return children.isEmpty() ? null : children.getFirst();
  }

  private static String value(Element parent, String name, String otherwise) {
    Element child = child(parent, name);
    return child == null ? otherwise : child.getTextContent().strip();
  }
}
