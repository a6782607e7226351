package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever only observes keeps hands off the kernel, and so does whoever may not change it. */
@NeedsLab
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ObserveIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** As strace decodes the header of a netlink message; there may be several in one call. */
  private static final Pattern MESSAGE = Pattern.compile("nlmsg_type=(\\w+)");

  @TempDir private Path directory;

  private Path config() throws IOException {
    return Files.writeString(
        directory.resolve("observe.yml"),
        """
        targets: [{address: 198.51.100.1}, {address: 198.51.100.2}, {address: 198.51.100.3}]
        uplinks:
          - {name: first, interface: wan1, gateway: 10.1.0.1, mptcp: subflow}
          - {name: second, interface: wan2, tier: 2, gateway: 10.2.0.1}
        servers: [{name: vps, address: 198.51.100.10}]
        routes: {onExit: remove}
        state: %s
        """
            .formatted(directory));
  }

  private RouterProcess run(Lab lab, List<String> before, String... options) throws IOException {
    RouterProcess process = RouterProcess.service(lab, before, config(), List.of(options));
    var _ = process.output().await(line -> line.contains("dashboard:"), PATIENCE);
    return process;
  }

  private static JsonNode await(RouterProcess process, String what, Predicate<JsonNode> fits)
      throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode status = JSON.readTree(process.http().get("/api/v1/status").body());
    while (!fits.test(status)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not " + what + ": " + status + "\n" + process.output().text());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      status = JSON.readTree(process.http().get("/api/v1/status").body());
    }
    return status;
  }

  private static boolean carries(JsonNode status, String uplink) {
    return status.path("carrying").path(0).asText().equals(uplink)
        && !status.at("/routes/main").isEmpty();
  }

  private static String everything(Lab lab) {
    return lab.router().run("", "ip", "route", "show", "table", "all")
        + lab.router().run("", "ip", "rule", "show")
        + lab.router().run("", "ip", "mptcp", "endpoint", "show");
  }

  /** The types of all netlink messages that a service sends, through a failover and to its end. */
  private List<String> sent(Lab lab, String... options) throws IOException {
    Path log = Files.createTempFile(directory, "strace", ".txt");
    // The tracer is nobody's parent: the service gets the signal, and is traced to its last call.
    List<String> strace =
        Stream.of("strace -D -f --seccomp-bpf -q -v -e trace=sendto,sendmsg,sendmmsg -o")
            .flatMap(line -> Stream.of(line.split(" ", -1)))
            .toList();
    List<String> traced = new ArrayList<>(strace);
    traced.add(log.toString());
    RouterProcess process = run(lab, traced, options);
    await(process, "the first one carrying", status -> carries(status, "first"));
    var _ = lab.uplink(1).carrierOff();
    await(process, "the second one carrying", status -> carries(status, "second"));
    var _ = lab.uplink(1).carrierOn();
    Path tracer = tracer(process.pid());
    var _ = process.signal(Signal.TERM);
    int _ = process.awaitExit(PATIENCE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (isAlive(tracer)) {
      assertThat(System.nanoTime()).as("strace has ended").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return Files.readAllLines(log).stream()
        .flatMap(line -> MESSAGE.matcher(line).results())
        .map(found -> found.group(1))
        .toList();
  }

  /** Where the kernel tells of the one who traces a process (proc_pid_status(5)). */
  private static Path tracer(long traced) throws IOException {
    String field = "TracerPid:";
    return Files.readAllLines(Path.of("/proc/" + traced + "/status")).stream()
        .filter(line -> line.startsWith(field))
        .map(line -> Path.of("/proc", line.substring(field.length()).strip(), "stat"))
        .findFirst()
        .orElseThrow();
  }

  /** False as well if it has ended, and only nobody has asked for its status yet. */
  private static boolean isAlive(Path stat) {
    try {
      return !Files.readString(stat).contains(") Z ");
    } catch (IOException _) {
      return false;
    }
  }

  /** All that only asks; whatever else is sent is taken for a change. */
  private static List<String> changing(List<String> types) {
    return types.stream().filter(type -> !type.startsWith("RTM_GET")).toList();
  }

  @Test
  void throughAFailoverAndToItsEndNoChangingMessageIsSent() throws IOException {
    assumeTrue(isInstalled("strace"), "strace is missing");
    try (Lab lab = Lab.open()) {
      lab.router()
          .ip(
              "route add default via 10.1.0.1 dev wan1 metric 500",
              "route add default via 10.2.0.1 dev wan2 metric 501");
      List<String> observing = sent(lab, "--observe");
      assertThat(observing).as("what it asks").contains("RTM_GETLINK", "RTM_GETROUTE");
      assertThat(changing(observing)).isEmpty();

      // The same without it shows that they would have been seen.
      assertThat(changing(sent(lab)))
          .contains("RTM_NEWROUTE", "RTM_NEWRULE", "RTM_DELROUTE", "RTM_DELRULE")
          .hasSizeGreaterThan(20);
    }
  }

  @Test
  void whoMayNotChangeRoutesObservesAndSaysSo() throws IOException {
    try (Lab lab = Lab.open()) {
      String before = everything(lab);
      RouterProcess process = run(lab, List.of("setpriv", "--bounding-set", "-net_admin"));
      var _ =
          process
              .output()
              .await(line -> line.startsWith("CAP_NET_ADMIN is missing: this user"), PATIENCE);
      JsonNode status = await(process, "the first one carrying", now -> carries(now, "first"));
      assertThat(status.path("observe").asBoolean()).isTrue();
      assertThat(status.at("/routes/result").asText()).isEqualTo("planned");
      assertThat(everything(lab)).isEqualTo(before);
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
