package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Problem;
import dev.linkflux.config.Problems;
import dev.linkflux.config.Reading;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a target is asked, on the command line: the keys of a target in the configuration. */
final class AskedOptions {
  @Option(
      names = "--kind",
      paramLabel = "K",
      description =
          "how to ask: icmp, udp, tcp, http or dns; http is the default for the address of a page,"
              + " dns if there is a --query, else icmp")
  private @Nullable ProbeKind kind;

  @Option(names = "--port", paramLabel = "N", description = "of udp, tcp and dns, if not in TARGET")
  private @Nullable String port;

  @Option(
      names = "--protocol",
      paramLabel = "P",
      description = "udp only: echo (default, RFC 862), or stamp (RFC 8762), see linkflux reflect")
  private @Nullable String protocol;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "stamp only: key of the authenticated mode")
  private @Nullable String keyFile;

  @Option(
      names = "--status",
      paramLabel = "N",
      description = "http only: expected status; default any from 200 to 299")
  private @Nullable String status;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "http only: what must be in the answer")
  private @Nullable String text;

  @Option(
      names = "--pin",
      paramLabel = "PIN",
      description = "https only: sha256/ and the digest of the server's public key in base64")
  private @Nullable String pin;

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      description = "http only: read no more of an answer; default 65536")
  private @Nullable String maxBytes;

  @Option(names = "--query", paramLabel = "NAME", description = "dns only: the name to ask for")
  private @Nullable String query;

  @Option(names = "--type", paramLabel = "TYPE", description = "dns only: of record; default A")
  private @Nullable String type;

  @Option(
      names = "--expect",
      paramLabel = "VALUE",
      description = "dns only: the answer must have it, or another one that is given")
  private List<String> expect = List.of();

  ProbeKind kind(String target) {
    String begin = target.toLowerCase(Locale.ROOT);
    ProbeKind byDefault =
        begin.startsWith("http://") || begin.startsWith("https://")
            ? ProbeKind.HTTP
            : query != null ? ProbeKind.DNS : ProbeKind.ICMP;
    return kind == null ? byDefault : kind;
  }

  /**
   * The target that is meant.
   *
   * @param address as the user gave it, or what its name stands for
   * @param device interface to leave through; empty for any
   * @throws ParameterException if something is wrong with any of it
   */
  Target target(String address, String device, CommandLine line) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", "asked");
    keys.put("address", address);
    keys.put("kind", kind(address).name().toLowerCase(Locale.ROOT));
    put(keys, "port", port);
    put(keys, "protocol", protocol);
    put(keys, "keyFile", keyFile);
    put(keys, "status", status);
    put(keys, "text", text);
    put(keys, "pin", pin);
    put(keys, "maxBytes", maxBytes);
    put(keys, "query", query);
    put(keys, "type", type);
    if (!expect.isEmpty()) {
      keys.put("expect", expect);
    }
    return switch (Configurations.ofTarget(keys, device.isEmpty() ? "any" : device)) {
      case Reading.Valid(Configuration configuration, _) ->
          configuration.settings().targets().getFirst();
      case Reading.Invalid(Problems problems) ->
          throw new ParameterException(
              line,
              problems.list().stream()
                  .filter(Problem::isError)
                  .map(problem -> option(problem.path()) + ": " + problem.message())
                  .collect(Collectors.joining(System.lineSeparator())));
    };
  }

  private static void put(Map<String, Object> keys, String key, @Nullable String value) {
    if (value != null) {
      keys.put(key, value);
    }
  }

  /** {@code targets[0].maxBytes} is {@code --max-bytes}. */
  private static String option(String path) {
    String key = path.replaceFirst(".*\\.", "").replaceFirst("\\[.*", "");
    return switch (key) {
      case "address" -> "TARGET";
      case "interface" -> "--uplink";
      default -> "--" + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    };
  }
}
