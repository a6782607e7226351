package dev.linkflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Debian package: what is in it, and that it installs, runs, and leaves nothing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PackageIT {
  private static final Path TARGET = Path.of(System.getProperty("linkflux.home")).getParent();

  /** Owner and path of an entry behind its mode, as {@code tar tv} has them. */
  private static final Pattern ENTRY =
      Pattern.compile("(\\S{10}) (\\S+) +\\d+ \\S+ \\S+ \\.(/\\S*?)/?( -> .*)?");

  private static Path deb = TARGET;

  private record Entry(String mode, String owner, String path) {}

  private record Run(int status, String said) {}

  @BeforeAll
  static void thePackageIsThere() throws IOException {
    boolean debian = Files.isExecutable(Path.of("/usr/bin/dpkg-deb"));
    if (!debian) {
      System.err.println("!!! SKIPPED the tests of the package: there is no dpkg-deb here");
    }
    assumeThat(debian).isTrue();
    try (var files = Files.list(TARGET)) {
      deb =
          files
              .filter(file -> file.getFileName().toString().matches("linkflux_.*\\.deb"))
              .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
              .orElseThrow();
    }
  }

  @Test
  void everythingBelongsToRootAndNothingIsSetuidOrWritableByOthers() throws Exception {
    assertThat(entries())
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.owner()).isEqualTo("root/root");
              assertThat(entry.mode()).doesNotContain("s", "t");
              if (!entry.mode().startsWith("l")) {
                assertThat(entry.mode()).matches(".{5}-..-.");
              }
            });
  }

  @Test
  void whatTheUnitStartsAndReadsIsInThePackage() throws Exception {
    List<String> paths = entries().stream().map(Entry::path).toList();
    List<String> named = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("config/linkflux.service"))) {
      if (line.matches("(Exec\\w+|EnvironmentFile|Documentation)=.*")) {
        Pattern.compile("(?<![\\w.])/(usr|etc)/[\\w./-]+")
            .matcher(line)
            .results()
            .forEach(path -> named.add(path.group()));
      }
    }

    assertThat(named)
        .contains("/usr/bin/linkflux", "/etc/linkflux/linkflux.yml", "/etc/default/linkflux");
    assertThat(paths).containsAll(named);
    assertThat(paths)
        .contains(
            "/usr/lib/systemd/system/linkflux.service",
            "/usr/lib/linkflux/bin/linkflux",
            "/usr/lib/linkflux/runtime/bin/java",
            "/usr/share/man/man1/linkflux.1.gz",
            "/usr/share/man/man1/linkflux-run.1.gz",
            "/usr/share/doc/linkflux/copyright",
            "/usr/share/doc/linkflux/linkflux-sbom.json",
            "/usr/share/doc/linkflux/THIRD-PARTY.txt.gz");
  }

  @Test
  void theConfigurationIsTheAdministratorsAndOnlyTheServiceMayReadIt() throws Exception {
    assertThat(run("dpkg-deb", "-I", deb.toString(), "conffiles").said())
        .isEqualTo("/etc/linkflux/linkflux.yml\n/etc/default/linkflux\n");
    assertThat(entries())
        .contains(
            new Entry("drwxr-x---", "root/root", "/etc/linkflux"),
            new Entry("-rw-r-----", "root/root", "/etc/linkflux/linkflux.yml"));
  }

  @Test
  void theServiceOnlyObservesUntilToldOtherwise() throws Exception {
    assertThat(Files.readAllLines(Path.of("config/linkflux.default")))
        .contains("LINKFLUX_OPTIONS=--observe");
  }

  @Test
  void itInstallsRunsAndLeavesNothing() throws Exception {
    Run run = run("src/it/package/overlaid-root", deb.toString());
    if (run.status() == 77) {
      System.err.println("!!! SKIPPED the installation of the package: " + run.said());
    }
    assumeThat(run.status()).isNotEqualTo(77);

    assertThat(run.status()).as(run.said()).isZero();
    assertThat(run.said()).contains("1 answered", "purged, and nothing is left");
  }

  private static List<Entry> entries() throws Exception {
    List<Entry> entries = new ArrayList<>();
    for (String line : run("dpkg-deb", "-c", deb.toString()).said().split("\n", -1)) {
      var entry = ENTRY.matcher(line);
      if (entry.matches()) {
        entries.add(new Entry(entry.group(1), entry.group(2), entry.group(3)));
      } else {
        assertThat(line).isEmpty();
      }
    }
    return entries;
  }

  private static Run run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), said);
  }
}
