package dev.linkflux.config;

import java.util.HashSet;
import java.util.Set;

/** {@code servers}: checked, and without effect in this version. */
final class ServersSection {
  private static final String EXAMPLE = "- {name: vps, address: vps.example.net}";

  private ServersSection() {}

  static void check(Section root) {
    Set<String> names = new HashSet<>();
    boolean any = false;
    for (Section section : root.sections("servers", EXAMPLE)) {
      any = true;
      String address = section.need("address", EXAMPLE, NameText.shown());
      String name = section.find("name", NameText.shown());
      String called = name == null ? address : name;
      if (called != null && !names.add(called)) {
        section.error("name", "a second server is called " + Quoted.of(called));
      }
      section.find("port", NumberText.whole(1, 65_535));
      section.find("check", Choice.of("api", "ping", "api+ping", "none"));
      section.find("role", Choice.of("main", "backup"));
      section.done();
    }
    if (any) {
      root.warning("servers", "not built yet: servers have no effect in this version");
    }
  }
}
