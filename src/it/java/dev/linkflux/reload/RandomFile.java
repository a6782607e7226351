package dev.linkflux.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Configurations that an operator may come to write, good ones and bad ones. Two uplinks and two
 * targets are the same in each of them, wherever they stand; all else comes, goes and changes.
 */
final class RandomFile {
  /** The uplinks that stay. */
  static final List<String> STAYING = List.of("wan1", "wan2");

  /** The targets that stay. */
  static final List<String> ASKED = List.of("one", "two");

  private final Random random;
  private final Path directory;

  /**
   * @param directory of trace and state
   */
  RandomFile(long seed, Path directory) {
    this.random = new Random(seed);
    this.directory = directory;
  }

  /** With what all begin and end. */
  String first() {
    return text(
        List.of("wan1, interface: wan1, tier: 1, gateway: 10.1.0.1", wan2(2)),
        List.of(),
        "200ms",
        "");
  }

  private static String wan2(int tier) {
    return "wan2, interface: wan2, tier: " + tier + ", gateway: 10.2.0.1";
  }

  /** Any good one. */
  String good() {
    List<String> uplinks = new ArrayList<>();
    uplinks.add("wan1, interface: wan1, tier: 1, gateway: 10.1.0.1, weight: " + (1 + one(9)));
    uplinks.add(wan2(2 + one(2)) + (random.nextBoolean() ? ", quota: 100GB/month" : ""));
    if (random.nextBoolean()) {
      uplinks.add(
          "wan3, interface: wan%d, tier: %d, gateway: 10.3.0.1, disabled: %s"
              .formatted(random.nextBoolean() ? 3 : 9, 3 + one(3), one(4) == 0));
    }
    Collections.shuffle(uplinks, random);
    List<String> more =
        random.nextBoolean()
            ? List.of("more, address: \"198.51.100.3:%d\", kind: tcp".formatted(7 + one(3)))
            : List.of();
    return text(
        uplinks,
        more,
        200 + 100 * one(9) + "ms",
        """
        demands: {loss: {fail: %d%%, recover: 5%%}, rtt: {fail: %dms, recover: 700ms}}
        decision: {confirm: %ds}
        quality: {window: %ds}
        routes: {metric: %d}
        timezone: %s
        """
            .formatted(
                50 + one(30),
                900 + one(100),
                2 + one(5),
                20 + one(40),
                10 + 10 * one(3),
                random.nextBoolean() ? "Europe/Paris" : "Asia/Tokyo"));
  }

  /** Any bad one. */
  String bad() {
    String good = good();
    return switch (one(6)) {
      case 0 -> good + "uplink: [\n";
      case 1 -> good.replace("tier: 1", "tier: none");
      case 2 -> good.replace("uplinks:", "uplinks: {}\nothers:");
      case 3 -> good.replace("10.1.0.1", "10.1.0.1.1");
      case 4 -> good.replace("name: wan2", "name: wan1");
      default -> good.substring(0, good.indexOf("uplinks:"));
    };
  }

  private int one(int of) {
    return random.nextInt(of);
  }

  private String text(List<String> uplinks, List<String> more, String interval, String others) {
    StringBuilder text = new StringBuilder("targets:\n");
    text.append("  - {name: one, address: 198.51.100.1}\n");
    text.append("  - {name: two, address: 198.51.100.2}\n");
    more.forEach(target -> text.append("  - {name: ").append(target).append("}\n"));
    text.append("uplinks:\n");
    uplinks.forEach(uplink -> text.append("  - {name: ").append(uplink).append("}\n"));
    return text.append("probing: {interval: ")
        .append(interval)
        .append("}\n")
        .append("state: ")
        .append(directory.resolve("state"))
        .append('\n')
        .append("trace: {directory: ")
        .append(directory.resolve("trace"))
        .append("}\n")
        .append(others)
        .toString();
  }
}
