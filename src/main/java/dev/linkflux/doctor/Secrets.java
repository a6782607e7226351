package dev.linkflux.doctor;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Source;
import dev.linkflux.uplink.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the service can read the files that it needs. That others can read them, too, the
 * configuration's own check tells.
 */
final class Secrets {
  private static final String ABOUT = "files";

  private Secrets() {}

  static List<Finding> findings(Patient patient) {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("the configuration", patient.file());
    Access access = patient.configuration().access();
    for (Access.Token token : access.tokens()) {
      if (token.source() instanceof Source.File(String path)) {
        files.put("the token " + token.name(), Path.of(path));
      }
    }
    Access.Tls tls = access.tls();
    if (tls != null) {
      files.put("the certificate", Path.of(tls.certificate()));
      files.put("the key", Path.of(tls.key()));
    }
    patient
        .settings()
        .servers()
        .forEach(
            server -> {
              Check.Credentials credentials = server.check().api().credentials();
              String file = credentials == null ? null : credentials.file();
              if (file != null) {
                files.put("the password of " + server.name(), Path.of(file));
              }
            });
    Owner owner = Owner.of(patient.machine());
    List<Finding> findings = new ArrayList<>();
    files.forEach((what, file) -> look(owner, what, file, findings));
    return findings.isEmpty()
        ? List.of(
            Finding.ok(
                ABOUT,
                files.size() == 1
                    ? "the configuration can be read"
                    : "all %d can be read".formatted(files.size())))
        : findings;
  }

  private static void look(Owner owner, String what, Path file, List<Finding> findings) {
    if (!Files.exists(file)) {
      findings.add(
          Finding.warning(
              ABOUT,
              "%s: %s is not there, or not to be seen".formatted(what, file),
              "put it there"));
      return;
    }
    String missing = owner.missing(file, Owner.Need.READ);
    if (!missing.isEmpty()) {
      findings.add(
          Finding.warning(
              ABOUT,
              "%s, %s: %s".formatted(what, file, missing),
              "chgrp linkflux %s && chmod 640 %s".formatted(file, file)));
    }
  }
}
