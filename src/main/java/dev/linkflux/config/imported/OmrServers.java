package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** OpenMPTCProuter's servers, and how its omr-tracker-server checks them. */
final class OmrServers {
  private final Draft draft;
  private final Inventory inventory;

  OmrServers(Draft draft, Inventory inventory) {
    this.draft = draft;
    this.inventory = inventory;
  }

  /** True if it has an address and is not switched off. */
  static boolean isUsed(UciSection server) {
    return !server.isOn("disabled", false)
        && addresses(server).stream().anyMatch(it -> !it.value().isBlank());
  }

  private static List<Found> addresses(UciSection server) {
    List<Found> addresses = new ArrayList<>(server.list("ip"));
    addresses.addAll(server.list("address"));
    return addresses;
  }

  void write(List<UciSection> servers, List<UciSection> tracking) {
    List<UciSection> used = servers.stream().filter(OmrServers::isUsed).toList();
    servers.stream()
        .filter(it -> !isUsed(it))
        .flatMap(it -> it.options().stream())
        .forEach(it -> inventory.leave(it, "the server is switched off, or has no address"));
    if (used.isEmpty()) {
      return;
    }
    boolean anyMain = used.stream().anyMatch(it -> !it.isOn("backup", false));
    draft.line("servers:");
    boolean first = true;
    for (UciSection server : used) {
      boolean main = !server.isOn("backup", false) || (first && !anyMain);
      write(server, main, tracking);
      first = false;
    }
    draft.left(2);
  }

  private void write(UciSection server, boolean main, List<UciSection> tracking) {
    Found[] from =
        addresses(server).stream().filter(it -> !it.value().isBlank()).toArray(Found[]::new);
    draft.line("  - name: " + Draft.scalar(server.name()));
    draft.line(
        "    address: "
            + List.of(from).stream()
                .map(it -> Draft.scalar(it.value().strip()))
                .distinct()
                .collect(Collectors.joining(", ", "[", "]")),
        from);
    draft.line("    type: omr", "its API is OpenMPTCProuter's");
    server
        .option("port")
        .filter(it -> Numbers.whole(it, 1, 65_535).isPresent())
        .ifPresent(it -> draft.line("    port: " + it.value(), it));
    check(tracking);
    draft.line(
        "    pin: first-use", "OMR takes any certificate; this takes the one that it sees first");
    draft.line(
        "    role: " + (main ? "main" : "backup"),
        server.options().stream()
            .filter(it -> it.key().endsWith(".master") || it.key().endsWith(".backup"))
            .toArray(Found[]::new));
    Optional<Found> user = server.option("username");
    draft.line(
        "    credentials: "
            + Draft.flow(
                "username",
                user.map(it -> Draft.scalar(it.value())).orElse(null),
                "file",
                Draft.scalar("/etc/linkflux/" + fileName(server.name()) + ".password")),
        "put the password there, chmod 600: it never stands in a configuration",
        user.stream().toArray(Found[]::new));
    for (Found option : server.options()) {
      inventory.leave(
          option,
          option.key().matches(".*\\.(password|key|token)$")
              ? "a secret: linkflux reads it from the file above"
              : "what OMR itself notes about its server, or sets up on it");
    }
    draft.left(4);
  }

  private void check(List<UciSection> tracking) {
    if (tracking.isEmpty()) {
      draft.line("    check: api+ping", "what OMR does by default");
      return;
    }
    UciSection section = tracking.getFirst();
    Optional<Found> type = section.option("type");
    String check =
        switch (type.map(Found::value).orElse("apiping")) {
          case "api" -> "api";
          case "ping" -> "ping";
          case "none" -> "none";
          default -> "api+ping";
        };
    draft.line("    check: " + check, type.stream().toArray(Found[]::new));
    if (!check.equals("none")) {
      duration(section, "interval", "interval", 3600);
      duration(section, "timeout", "timeout", 60);
      section
          .option("tries")
          .filter(it -> Numbers.whole(it, 1, 100).isPresent())
          .ifPresent(it -> draft.line("    fails: " + it.value(), it));
    }
  }

  private void duration(UciSection section, String option, String key, int most) {
    section
        .option(option)
        .filter(it -> Numbers.whole(it, 1, most).isPresent())
        .ifPresent(it -> draft.line("    " + key + ": " + it.value() + "s", it));
  }

  private static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9_-]", "-");
  }
}
