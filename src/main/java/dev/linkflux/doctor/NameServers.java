package dev.linkflux.doctor;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether there is anybody to ask for names, where targets or servers have some. */
final class NameServers {
  private static final String ABOUT = "names";
  private static final String FILE = "/etc/resolv.conf";
  private static final String CURE =
      "name some that every uplink leads to: dns: {servers: [9.9.9.9, 1.1.1.1]}";

  private NameServers() {}

  static List<Finding> findings(Patient patient) {
    Naming naming = patient.configuration().naming();
    if (!usesNames(patient) || !naming.nameservers().isEmpty()) {
      return List.of();
    }
    List<String> servers = servers(patient.machine());
    if (servers.isEmpty()) {
      return List.of(
          Finding.warning(ABOUT, "are used, and %s has no name server".formatted(FILE), CURE));
    }
    if (servers.stream().allMatch(server -> server.startsWith("127.") || server.equals("::1"))) {
      return List.of(
          Finding.note(
              ABOUT,
              "are asked of this machine (%s), which asks by whatever way it likes"
                  .formatted(String.join(", ", servers)),
              CURE));
    }
    return List.of(Finding.ok(ABOUT, "are asked of " + String.join(", ", servers)));
  }

  private static boolean usesNames(Patient patient) {
    return Stream.concat(
            patient.settings().targets().stream().flatMap(target -> host(target.question())),
            patient.settings().servers().stream().flatMap(server -> server.hosts().stream()))
        .anyMatch(host -> host.address() == null);
  }

  private static Stream<Host> host(Question question) {
    return switch (question) {
      case Question.Icmp(var host) -> Stream.of(host);
      case Question.Echo(var host, _) -> Stream.of(host);
      case Question.Stamp(var host, _, _) -> Stream.of(host);
      case Question.Tcp(var host, _) -> Stream.of(host);
      case Question.Http http -> Stream.of(http.host());
      case Question.Dns _ -> Stream.of();
    };
  }

  private static List<String> servers(Machine machine) {
    List<String> servers = new ArrayList<>();
    machine.text(FILE).stream()
        .flatMap(String::lines)
        .map(line -> line.split("[ \t]+", 3))
        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
        .forEach(words -> servers.add(words[1]));
    return servers;
  }
}
