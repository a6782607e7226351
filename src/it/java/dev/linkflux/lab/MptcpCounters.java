package dev.linkflux.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the kernel has counted of Multipath TCP in a namespace, as {@code nstat} shows it.
 *
 * @param counts by name, like MPJoinSynTx and RmSubflow
 */
public record MptcpCounters(Map<String, Long> counts) {
  private static final String PREFIX = "MPTcpExt: ";

  /** As they are now. */
  public static MptcpCounters of(Namespace namespace) {
    List<String> lines =
        namespace.call(
            // Not /proc/net: that is the namespace of the process's first thread.
            () ->
                Files.readAllLines(Path.of("/proc/thread-self/net/netstat")).stream()
                    .filter(line -> line.startsWith(PREFIX))
                    .toList());
    String[] names = lines.getFirst().substring(PREFIX.length()).split(" ", -1);
    String[] values = lines.getLast().substring(PREFIX.length()).split(" ", -1);
    return new MptcpCounters(
        IntStream.range(0, names.length)
            .boxed()
            .collect(Collectors.toMap(i -> names[i], i -> Long.parseLong(values[i]))));
  }

  /** One of them; a NullPointerException with its name if the kernel has none such. */
  public long get(String name) {
    return Objects.requireNonNull(counts.get(name), name);
  }
}
