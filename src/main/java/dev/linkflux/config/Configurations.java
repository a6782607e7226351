package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The ways to a configuration. None throws: what is wrong is in the reading. */
public final class Configurations {
  /** A configuration is a page or two; nobody has one this large. */
  private static final int LARGEST = 1 << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Configurations() {}

  /**
   * From YAML text, or JSON, which is YAML.
   *
   * @param fileName what the problems call it; the path of a shadow begins in its directory
   */
  public static Reading parse(String text, String fileName) {
    return parse(text, fileName, Purpose.SERVICE);
  }

  static Reading parse(String text, String fileName, Purpose purpose) {
    if (text.length() > LARGEST) {
      return failed(fileName, Position.WHOLE_FILE, "is larger than 1 MiB");
    }
    String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return ConfigurationReader.read(marked, fileName, purpose);
  }

  /** From a file, in UTF-8. */
  public static Reading read(Path file) {
    return read(file, Purpose.SERVICE);
  }

  static Reading read(Path file, Purpose purpose) {
    String name = file.toString();
    try {
      if (Files.isDirectory(file)) {
        return failed(name, Position.WHOLE_FILE, "is a directory; name the file in it");
      }
      byte[] bytes;
      try (InputStream input = Files.newInputStream(file)) {
        bytes = input.readNBytes(LARGEST + 1);
      }
      return bytes.length > LARGEST
          ? failed(name, Position.WHOLE_FILE, "is larger than 1 MiB")
          : decoded(bytes, name, purpose);
    } catch (NoSuchFileException _) {
      return failed(name, Position.WHOLE_FILE, "there is no such file");
    } catch (AccessDeniedException _) {
      return failed(name, Position.WHOLE_FILE, "may not be read by this user");
    } catch (IOException e) {
      return failed(name, Position.WHOLE_FILE, "cannot be read: " + e.getMessage());
    }
  }

  /**
   * From the {@code config} of a trace's header: the effective configuration it ran with, without
   * its shadow.
   */
  public static Reading fromTrace(JsonNode config) {
    return parse(config.toString(), "config of the trace's header", Purpose.REPLAY);
  }

  /**
   * For a trace that says no more than names: all defaults, tiers in order of appearance.
   *
   * @param uplinks in order of appearance
   * @param targets in order of appearance; none for the default ones
   */
  public static Reading ofNames(List<String> uplinks, List<String> targets) {
    return TraceNames.configuration(uplinks, targets);
  }

  /**
   * A user's configuration over a trace that says no more than names. Uplinks and targets that both
   * name are as configured; those that only the trace names are added, the uplinks in a tier behind
   * all others; those that only the configuration names are left out. Each such uplink is a
   * warning; it is an error if they have no uplink in common.
   *
   * @param fileName what the problems call the configuration
   */
  public static Reading withUplinksOf(
      Configuration configuration, String fileName, List<String> uplinks, List<String> targets) {
    return TraceNames.fitted(configuration, fileName, uplinks, targets);
  }

  /**
   * The same with some of its uplinks only, as if there were no others.
   *
   * @param fileName what the problems call the configuration
   * @param uplinks names of some that it has
   */
  public static Reading withUplinks(
      Configuration configuration, String fileName, List<String> uplinks) {
    return TraceNames.reduced(configuration, fileName, uplinks);
  }

  /**
   * What a running service makes of another configuration: all of it but the keys that need a
   * restart, which stay as they are.
   */
  public static Configuration followed(Configuration running, Configuration wanted) {
    return Restarting.keep(running, wanted);
  }

  /**
   * A single target and a single uplink, that no file names.
   *
   * @param target keys and values of a target as in the file; a value may be a list of text
   * @param device the interface of the uplink
   */
  public static Reading ofTarget(Map<String, Object> target, String device) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putArray("targets").addPOJO(target);
    document.putArray("uplinks").addObject().put("interface", device);
    return parse(MAPPER.valueToTree(document).toString(), "command line", Purpose.REPLAY);
  }

  /** A reading of nothing but one error. */
  static Reading failed(String file, Position at, String message) {
    Findings findings = new Findings(file);
    findings.error(at, "", message);
    return new Reading.Invalid(findings.problems());
  }

  private static Reading decoded(byte[] bytes, String name, Purpose purpose) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, text, true);
    text.flip();
    if (result.isError()) {
      String before = text.toString();
      return failed(
          name,
          Position.of(before, before.codePointCount(0, before.length())),
          "not UTF-8 from here on; save the file in that encoding");
    }
    return parse(text.toString(), name, purpose);
  }
}
