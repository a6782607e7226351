package dev.linkflux.failover;

import dev.linkflux.lab.ClientFlow;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.LabOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a trial begins.
 *
 * @param settings more lines of configuration
 * @param uplink more keys of each uplink
 * @param options of {@code linkflux run}
 * @param preparation of the lab, before the service is started
 * @param traffic of the client
 */
record Setup(
    LabOptions lab,
    String settings,
    String uplink,
    List<String> options,
    Consumer<Lab> preparation,
    Traffic traffic) {

  /** What the client sends. */
  enum Traffic {
    /** A call over IPv4. */
    CALL,
    /** 200 packets a second over IPv4, and as many over IPv6, through uplinks that have both. */
    DENSE;

    private static final int PER_SECOND = 200;
    private static final int PAYLOAD = 160;

    /** Begins to send. */
    List<ClientFlow> start(Lab lab) {
      return switch (this) {
        case CALL -> List.of(ClientFlow.start(lab));
        case DENSE ->
            Stream.of(Lab.SINK, Lab.SINK6)
                .map(to -> ClientFlow.start(lab, to, PER_SECOND, PAYLOAD))
                .toList();
      };
    }
  }

  /** The standard lab and default settings. */
  static Setup standard() {
    return new Setup(LabOptions.standard(), "", "", List.of(), _ -> {}, Traffic.CALL);
  }

  Setup in(LabOptions other) {
    return new Setup(other, settings, uplink, options, preparation, traffic);
  }

  Setup with(String more) {
    return new Setup(lab, settings + more + "\n", uplink, options, preparation, traffic);
  }

  /** Each uplink has a part in Multipath TCP. */
  Setup withEndpoints() {
    return withEachUplink("mptcp: subflow");
  }

  /** Each uplink with another key, such as {@code mptcp: subflow}. */
  Setup withEachUplink(String key) {
    return new Setup(lab, settings, uplink + ", " + key, options, preparation, traffic);
  }

  Setup observing() {
    return new Setup(lab, settings, uplink, List.of("--observe"), preparation, traffic);
  }

  Setup prepared(Consumer<Lab> how) {
    return new Setup(lab, settings, uplink, options, how, traffic);
  }

  Setup withDenseTraffic() {
    return new Setup(lab, settings, uplink, options, preparation, Traffic.DENSE);
  }

  /**
   * The configuration of the service.
   *
   * @param state where it keeps what outlives it
   */
  String configuration(Path trace, Path state) {
    return """
    targets:
      - {name: one, address: 198.51.100.1}
      - {name: two, address: 198.51.100.2}
      - {name: three, address: 198.51.100.3}
    uplinks:
    """
        + IntStream.rangeClosed(1, Lab.UPLINKS).mapToObj(this::uplink).collect(Collectors.joining())
        + "trace: {directory: %s}\nstate: %s\n".formatted(trace, state)
        + settings;
  }

  private String uplink(int number) {
    String gateway =
        traffic == Traffic.CALL
            ? "10.%d.0.1".formatted(number)
            : "[10.%d.0.1, \"2001:db8:%d::1\"]".formatted(number, number);
    return "  - {name: wan%d, interface: wan%d, tier: %d, gateway: %s%s}\n"
        .formatted(number, number, Math.min(number, 2), gateway, uplink);
  }
}
