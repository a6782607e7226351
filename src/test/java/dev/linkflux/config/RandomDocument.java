package dev.linkflux.config;

import dev.linkflux.control.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Valid configurations, at random. */
final class RandomDocument {
  private static final String[] PRESETS =
      Preset.ALL.stream().map(Preset::name).toArray(String[]::new);

  private RandomDocument() {}

  /** A valid document; every key is there or not. */
  static String of(Random random) {
    int uplinks = 1 + random.nextInt(5);
    StringBuilder text = new StringBuilder("uplinks:\n");
    for (int i = 0; i < uplinks; i++) {
      List<String> keys = new ArrayList<>(List.of("interface: wan" + i));
      maybe(random, keys, "name: \"" + pick(random, "Süd", "a b", "10", "x:y", "#") + i + "\"");
      maybe(random, keys, "tier: " + (1 + random.nextInt(255)));
      maybe(random, keys, "weight: " + (1 + random.nextInt(256)));
      maybe(random, keys, "disabled: " + random.nextBoolean());
      maybe(random, keys, "gateway: " + pick(random, "10.0.0.1", "[10.0.0.1, 'fe80::1']", "[]"));
      maybe(random, keys, "metered: " + budget(random) + "/month");
      maybe(random, keys, "nameservers: 192.0.2.%d".formatted(i + 1));
      maybe(random, keys, "mark: 0x%x".formatted(random.nextInt()));
      maybe(random, keys, "quota: " + budget(random) + "/month");
      maybe(random, keys, "maintenance: [" + maintenance(random) + "]");
      maybe(random, keys, "mptcp: " + pick(random, "subflow", "backup", "signal", "off"));
      text.append("  - {").append(String.join(", ", keys)).append("}\n");
    }
    List<String> sections = new ArrayList<>();
    maybe(random, sections, "listen: " + pick(random, "'[::1]:0'", "127.9.9.9:65535"));
    maybe(
        random,
        sections,
        "targets: [{address: 1.1.1.1, required: %b}, {name: v6, address: '2001:db8::%x'}, {address: '192.0.2.1:%d', kind: udp}]"
            .formatted(random.nextBoolean(), random.nextInt(65_536), 1 + random.nextInt(65_535)));
    maybe(random, sections, "preset: " + pick(random, PRESETS));
    maybe(random, sections, "timezone: " + pick(random, "Europe/Berlin", "UTC", "+05:30"));
    maybe(random, sections, election(random));
    int fast = 10 + random.nextInt(1000);
    sections.add(
        "probing: {interval: %dms, fast: %dms, timeout: 60s, payload: %d}"
            .formatted(fast + random.nextInt(9999), fast, 8 + random.nextInt(1393)));
    maybe(
        random,
        sections,
        section(random, "quality", "window: " + (56 + random.nextInt(3544)) + "s"));
    maybe(random, sections, demands(random));
    maybe(random, sections, decision(random));
    maybe(
        random,
        sections,
        section(
            random,
            "routes",
            "protocol: " + (5 + random.nextInt(251)),
            "tables: " + (256 + random.nextInt(1 << 20)),
            "marks: 0x%x".formatted(1 + random.nextInt(1 << 15)),
            "metric: " + (1 + random.nextInt(1 << 20)),
            "priority: " + (1 + random.nextInt(31_000)),
            "onExit: " + pick(random, "keep", "remove"),
            "flows: " + pick(random, "expire", "keep", "drain")));
    maybe(
        random,
        sections,
        section(
            random,
            "mptcp",
            "fullmesh: " + random.nextBoolean(),
            "subflows: " + random.nextInt(9),
            "accepted: " + random.nextInt(9)));
    maybe(random, sections, "servers: [" + servers(random) + "]");
    maybe(
        random,
        sections,
        section(
            random,
            "dns",
            "servers: ['::1', 'tls://192.0.2.3:99#a.b']",
            "minTtl: %ds".formatted(1 + random.nextInt(60)),
            "maxTtl: %dm".formatted(1 + random.nextInt(99)),
            "limit: %d/min".formatted(1 + random.nextInt(600)),
            "stale: 0s"));
    maybe(
        random,
        sections,
        "hooks: [{run: [/a b, c], on: server}, {url: 'https://a.b:1/', secret: /s}]");
    maybe(random, sections, access(random));
    maybe(random, sections, "state: " + pick(random, "/run/linkflux", "/a b"));
    maybe(
        random,
        sections,
        section(
            random,
            "trace",
            "directory: /a b",
            "keep: 9d",
            "size: " + pick(random, "500MB", "123456789.1kB"),
            "rotate: {size: 2MB, after: 1h}",
            "compress: " + pick(random, "gzip", "zstd", "off")));
    return text + String.join("\n", sections) + "\n";
  }

  private static String access(Random random) {
    List<String> tokens = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tokens.add(
          "{name: t%d, may: %s, %s}"
              .formatted(
                  i,
                  pick(random, "read", "operate"),
                  pick(random, "file: /nonexistent/t", "environment: NOT_THERE")));
    }
    return section(
        random,
        "access",
        "tokens: [" + String.join(", ", tokens) + "]",
        "tls: {certificate: /nonexistent/c, key: /nonexistent/k}",
        "origins: " + pick(random, "'http://a.b:81'", "['https://a.b:443', 'HTTPS://c']", "[]"),
        "clients: " + (1 + random.nextInt(10_000)));
  }

  private static String budget(Random random) {
    String number = 1 + random.nextInt(999_999_999) + "." + random.nextInt(1_000_000_000);
    return random.nextBoolean()
        ? 1 + random.nextInt(5000) + pick(random, "kB", "MB", "GB", "TB")
        : number + pick(random, "B", "kB", "MB", "GB");
  }

  private static String maintenance(Random random) {
    List<String> windows = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<String> keys = new ArrayList<>();
      keys.add(
          "when: \"%d %d * * %s\""
              .formatted(random.nextInt(60), random.nextInt(24), pick(random, "*", "SUN", "1-5")));
      keys.add("lasting: " + (1 + random.nextInt(10_000)) + "m");
      maybe(random, keys, "zone: " + pick(random, "America/New_York", "UTC"));
      maybe(random, keys, "ahead: " + random.nextInt(43_200) + "s");
      windows.add("{" + String.join(", ", keys) + "}");
    }
    return String.join(", ", windows);
  }

  private static String servers(Random random) {
    List<String> servers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      List<String> keys = new ArrayList<>();
      keys.add(
          "address: "
              + pick(random, "192.0.2.1%d", "[198.51.100.%d, '2001:db8::%1$d']", "vps%d.example")
                  .formatted(i));
      maybe(random, keys, "name: server" + i);
      maybe(random, keys, "routes: " + pick(random, "carrying", "each", "none"));
      String omr = "type: omr, pin: first-use, credentials: {environment: P}, clock: 9s";
      maybe(
          random, keys, pick(random, "check: none", "check: api+ping, text: ok, status: 200", omr));
      maybe(
          random,
          keys,
          "interval: %dms, timeout: %dms"
              .formatted(100 + random.nextInt(9999), 100 + random.nextInt(9999)));
      maybe(
          random,
          keys,
          "confirm: %ds, fails: %d".formatted(random.nextInt(600), 1 + random.nextInt(100)));
      maybe(
          random,
          keys,
          "holdDown: %ds, port: %d".formatted(1 + random.nextInt(999), 1 + random.nextInt(65_535)));
      maybe(random, keys, "return: " + pick(random, "auto", "when-idle", "manual"));
      maybe(random, keys, servers.isEmpty() ? "role: main" : "role: backup");
      servers.add("{" + String.join(", ", keys) + "}");
    }
    return String.join(", ", servers);
  }

  private static String election(Random random) {
    List<String> keys = new ArrayList<>();
    if (random.nextBoolean()) {
      keys.add("strategy: balance");
      maybe(random, keys, "byQuality: " + random.nextBoolean());
    } else {
      keys.add("strategy: lowest-rtt");
      maybe(random, keys, "margin: " + random.nextInt(60_000) + "ms");
      maybe(random, keys, "share: " + random.nextInt(10_000) / 100.0 + "%");
      maybe(random, keys, "lasting: " + random.nextInt(3600) + "s");
    }
    return "election: {" + String.join(", ", keys) + "}";
  }

  private static String demands(Random random) {
    List<String> demands = new ArrayList<>();
    for (String metric : List.of("rtt", "jitter", "pdv")) {
      int fail = 1 + random.nextInt(60_000_000);
      maybe(
          random,
          demands,
          random.nextInt(4) == 0
              ? metric + ": off"
              : "%s: {fail: %dus, recover: %dus}".formatted(metric, fail, random.nextInt(fail)));
    }
    int fail = 1 + random.nextInt(9_900);
    maybe(
        random,
        demands,
        "loss: {fail: %s%%, recover: %s%%}".formatted(fail / 100.0, random.nextInt(fail) / 100.0));
    return "demands: {" + String.join(", ", demands) + "}";
  }

  private static String decision(Random random) {
    return section(
        random,
        "decision",
        "falseSwitches: %d/%dd".formatted(1 + random.nextInt(9), 9 + random.nextInt(3641)),
        "confirm: " + (100 + random.nextInt(9999)) + "ms",
        "holdDown: " + (1 + random.nextInt(999)) + "s",
        section(
            random,
            "dampening",
            "penalty: " + random.nextInt(999_999) / 8.0,
            "suppress: " + (750 + random.nextInt(9999)),
            "reuse: " + (1 + random.nextInt(750)),
            "halfLife: " + (1 + random.nextInt(999)) + "s",
            "cap: " + (1 + random.nextInt(999)) + "m"));
  }

  private static String section(Random random, String name, String... keys) {
    List<String> some = new ArrayList<>();
    for (String key : keys) {
      maybe(random, some, key);
    }
    return name + ": {" + String.join(", ", some) + "}";
  }

  private static void maybe(Random random, List<String> to, String text) {
    if (random.nextInt(3) > 0) {
      to.add(text);
    }
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
