package dev.linkflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory that the build leaves runs by itself, from wherever it lies. */
class DistributionIT {
  private static final Path HOME = Path.of(System.getProperty("linkflux.home"));

  @TempDir private Path elsewhere;

  @Test
  void itTellsItsVersionWithoutAnotherWord() throws Exception {
    assertThat(run(HOME.resolve("bin/linkflux"), "--version")).satisfies(DistributionIT::isFine);
  }

  @Test
  void itRunsThroughASymbolicLink() throws Exception {
    Path link = elsewhere.resolve("lf");
    Files.createSymbolicLink(link, elsewhere.relativize(copyOfHome()).resolve("bin/linkflux"));

    assertThat(run(link, "--version")).satisfies(DistributionIT::isFine);
  }

  @Test
  void wrongUsageEndsWithStatus2() throws Exception {
    assertThat(run(HOME.resolve("bin/linkflux"), "--no-such-option").status()).isEqualTo(2);
  }

  @Test
  void aCopyKeepsTheQuickStart() throws Exception {
    Path copy = copyOfHome();

    Run run = run(copy.resolve("bin/linkflux"), "-XX:AOTMode=on", List.of("--version"));

    assertThat(run).satisfies(DistributionIT::isFine);
  }

  @Test
  void aCopyWithOtherTimesRunsWithoutTheQuickStart() throws Exception {
    Path copy = copyOfHome();
    Files.setLastModifiedTime(
        copy.resolve("lib/linkflux.jar"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    assertThat(run(copy.resolve("bin/linkflux"), "-XX:AOTMode=on", List.of("--version")).status())
        .isNotZero(); // else the next line would prove nothing
    assertThat(run(copy.resolve("bin/linkflux"), "--version")).satisfies(DistributionIT::isFine);
  }

  @Test
  void onlyNativesForThisMachineAreAboard() throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    try (var libraries = Files.list(HOME.resolve("lib"))) {
      assertThat(libraries.map(Path::getFileName).map(Path::toString))
          .filteredOn(name -> name.matches(".*-(linux|osx|windows)-.*"))
          .singleElement()
          .asString()
          .endsWith("-linux-" + machine + ".jar");
    }
  }

  private static void isFine(Run run) {
    assertThat(run.errors()).isEmpty();
    assertThat(run.output()).startsWith("linkflux ");
    assertThat(run.status()).isZero();
  }

  private Path copyOfHome() throws Exception {
    Path copy = elsewhere.resolve("a copy of it");
    assertThat(new ProcessBuilder("cp", "-a", HOME.toString(), copy.toString()).start().waitFor())
        .isZero();
    return copy;
  }

  private record Run(int status, String output, String errors) {}

  private Run run(Path launcher, String... arguments) throws Exception {
    return run(launcher, "", List.of(arguments));
  }

  private Run run(Path launcher, String javaOptions, List<String> arguments) throws Exception {
    Path output = elsewhere.resolve("output");
    Path errors = elsewhere.resolve("errors");
    var builder =
        new ProcessBuilder(launcher.toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.command().addAll(arguments);
    builder.environment().put("LINKFLUX_JAVA_OPTS", javaOptions);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ended within 20 s").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
  }
}
