package dev.linkflux.config;

import dev.linkflux.route.Flows;
import dev.linkflux.route.Routing;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code routes}: the numbers that are ours in the kernel, and what becomes of flows and of it all
 * when we end.
 */
final class RoutesSection {
  /** RTPROT_REDIRECT, _KERNEL, _BOOT, _STATIC of linux/rtnetlink.h: routes that others have set. */
  private static final int LAST_OF_THE_SYSTEM = 4;

  /** Those that linux/rtnetlink.h and FRR (zebra/rt_netlink.h) have given to routing daemons. */
  private static final Set<Integer> OF_DAEMONS =
      IntStream.concat(
              IntStream.concat(IntStream.rangeClosed(8, 18), IntStream.of(42, 99)),
              IntStream.rangeClosed(186, 197))
          .boxed()
          .collect(Collectors.toUnmodifiableSet());

  /** RT_TABLE_DEFAULT, _MAIN, _LOCAL. */
  private static final int FIRST_RESERVED_TABLE = 253;

  private static final int LAST_RESERVED_TABLE = 255;

  /** The kernel's rule for the main table has 32766; ours stand before it, 16 for each uplink. */
  private static final int LAST_PRIORITY = 31_000;

  /** Our rules look at the lower 16 bits of a mark; the others are for whoever else marks. */
  private static final int LAST_MARK = 0xffff;

  private static final int HIGHEST = 1_000_000_000;

  private static final Function<String, String> FLOWS = Choice.of("expire", "keep", "drain");

  private RoutesSection() {}

  /**
   * The numbers.
   *
   * @param uplinks how many there are: each has a table and a mark of its own
   */
  static Routing read(Section section, int uplinks) {
    Routing byDefault = Routing.DEFAULT;
    Routing routing =
        new Routing(
            section.read("protocol", byDefault.protocol(), NumberText.whole(1, 255)),
            section.read("tables", byDefault.tables(), NumberText.whole(1, HIGHEST)),
            section.read("marks", byDefault.marks(), NumberText.whole(1, LAST_MARK)),
            section.read("metric", byDefault.metric(), NumberText.whole(1, HIGHEST)),
            section.read("priority", byDefault.priority(), NumberText.whole(1, LAST_PRIORITY)),
            section.read("flows", byDefault.flows(), RoutesSection::flows),
            byDefault.fullmesh(),
            byDefault.limits());
    checkProtocol(section, routing.protocol());
    checkTables(section, routing.tables(), routing.tables() + uplinks);
    if (section.isSound("marks") && routing.marks() + uplinks - 1 > LAST_MARK) {
      section.error(
          "marks",
          "%d marks, one for each uplink, do not fit from here to 0xffff".formatted(uplinks));
    }
    return routing;
  }

  /** Whether our routes stay when the service ends; ends the section. */
  static boolean keep(Section section) {
    String onExit =
        section.read(
            "onExit", word(Configuration.DEFAULT_KEEP_ROUTES), Choice.of("keep", "remove"));
    section.done();
    return onExit.equals("keep");
  }

  static String word(boolean keep) {
    return keep ? "keep" : "remove";
  }

  static String word(Flows flows) {
    return flows.name().toLowerCase(Locale.ROOT);
  }

  private static Flows flows(String text) {
    return Flows.valueOf(FLOWS.apply(text).toUpperCase(Locale.ROOT));
  }

  private static void checkProtocol(Section section, int protocol) {
    if (!section.isSound("protocol")) {
      return;
    }
    if (protocol <= LAST_OF_THE_SYSTEM) {
      section.error(
          "protocol",
          protocol
              + " marks routes of the kernel or the administrator, which would be taken for ours"
              + " and removed; choose a free one, such as "
              + Routing.DEFAULT.protocol());
    } else if (OF_DAEMONS.contains(protocol)) {
      section.warning(
          "protocol",
          protocol
              + " is that of a routing daemon; if it runs here, its routes are taken for ours");
    }
  }

  private static void checkTables(Section section, int first, int last) {
    if (section.isSound("tables") && first <= LAST_RESERVED_TABLE && last >= FIRST_RESERVED_TABLE) {
      section.error(
          "tables",
          "tables %d to %d, one for each uplink and one more, collide with the kernel's own 253 to 255"
              .formatted(first, last));
    }
  }
}
