import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The bill of materials: a CycloneDX 1.6 document of the libraries, their licences, digests and
 * what they need of one another. (CycloneDX's own plugin for Maven does nothing where Maven works
 * offline, and takes 4 s of CPU.)
 */
final class Bill {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, Library> libraries = new TreeMap<>();

  /** The libraries of a class path of jars in the local repository of Maven. */
  Bill(String classPath) throws IOException {
    for (String path : classPath.split(":")) {
      if (path.endsWith(".jar") && !path.endsWith("/linkflux.jar")) {
        Library library = Library.of(Path.of(path));
        libraries.put(library.reference(), library);
      }
    }
  }

  /** Writes the document; the time of the build is ISO 8601. */
  void write(Path file, String version, String built) throws IOException {
    ObjectNode bill = JSON.createObjectNode();
    bill.put("bomFormat", "CycloneDX").put("specVersion", "1.6");
    byte[] seed = (version + libraries.keySet()).getBytes(StandardCharsets.UTF_8);
    bill.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(seed)).put("version", 1);
    ObjectNode metadata = bill.putObject("metadata").put("timestamp", built);
    String self = "pkg:maven/dev.linkflux/linkflux@" + version + "?type=jar";
    ObjectNode linkflux = metadata.putObject("component");
    linkflux.put("type", "application").put("bom-ref", self).put("group", "dev.linkflux");
    linkflux.put("name", "linkflux").put("version", version).put("purl", self);
    linkflux.putArray("licenses").addObject().putObject("license").put("id", "Apache-2.0");
    ArrayNode components = bill.putArray("components");
    for (Library library : libraries.values()) {
      add(components.addObject(), library);
    }
    dependencies(bill.putArray("dependencies"), self);
    Tree.write(file, JSON.writeValueAsString(bill) + "\n");
  }

  private static void add(ObjectNode component, Library library) throws IOException {
    component.put("type", "library").put("bom-ref", library.reference());
    component.put("group", library.group()).put("name", library.artifact());
    component.put("version", library.version()).put("scope", "required");
    ArrayNode hashes = component.putArray("hashes");
    for (String algorithm : new String[] {"SHA-256", "SHA-512"}) {
      hashes.addObject().put("alg", algorithm).put("content", digest(algorithm, library.jar()));
    }
    ArrayNode licenses = component.putArray("licenses");
    for (String licence : library.licences()) {
      // SPDX has its identifiers without spaces.
      String key = licence.contains(" ") ? "name" : "id";
      licenses.addObject().putObject("license").put(key, licence);
    }
    component.put("purl", library.reference());
  }

  /** linkflux needs all of them, as its pom.xml and their own ask for them. */
  private void dependencies(ArrayNode dependencies, String self) {
    ArrayNode all = dependencies.addObject().put("ref", self).putArray("dependsOn");
    libraries.keySet().forEach(all::add);
    for (Library library : libraries.values()) {
      ArrayNode needed =
          dependencies.addObject().put("ref", library.reference()).putArray("dependsOn");
      for (Library other : libraries.values()) {
        if (library.needed().contains(other.group() + ":" + other.artifact())) {
          needed.add(other.reference());
        }
      }
    }
  }

  private static String digest(String algorithm, Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
