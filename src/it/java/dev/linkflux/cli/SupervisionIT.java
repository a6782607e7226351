package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.LocalReceiver;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built service under a manager, which is played here: it says when it is ready and how it
 * stands, it is heard for as long as its pipeline runs and not while it is stuck, it reloads, and
 * it ends.
 *
 * <p>It gets stuck as it may in life: nobody reads what it writes, and the pipe is full.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SupervisionIT {
  /** Six beats are due in that time. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  @TempDir private Path directory;

  private Path config(int port, String second) throws IOException {
    return Files.writeString(
        directory.resolve("linkflux.yml"),
        """
        listen: 127.0.0.1:%d
        targets: [{name: itself, address: 127.0.0.1, kind: tcp, port: %d}]
        uplinks:
          - {name: first, interface: lo, gateway: 127.0.0.1}
          - {name: %s, interface: lf-none, gateway: 127.0.0.2}
        state: %s
        """
            .formatted(port, port, second, directory));
  }

  private Process start(Path fifo, Path config) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(LiveProcess.launcher(), "run", "--observe", config.toString());
    builder.environment().put("NOTIFY_SOCKET", directory.resolve("notify").toString());
    builder.environment().put("WATCHDOG_USEC", "2000000");
    return builder.redirectErrorStream(true).redirectOutput(fifo.toFile()).start();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor();
  }

  /** Until not one byte more finds room. */
  private static void fill(Path fifo) throws IOException, InterruptedException {
    for (String size : new String[] {"4096", "1"}) {
      int status =
          run("dd", "if=/dev/zero", "of=" + fifo, "oflag=nonblock", "conv=notrunc", "bs=" + size);
      assertThat(status).as("dd ends when there is no room").isNotZero();
    }
  }

  /** An order is told in a line, by the thread of the pipeline. */
  private static void order(HttpClient http, int port) {
    URI uri = URI.create("http://127.0.0.1:%d/api/v1/uplinks/first/pin".formatted(port));
    var _ =
        http.sendAsync(
            HttpRequest.newBuilder(uri).PUT(HttpRequest.BodyPublishers.noBody()).build(),
            BodyHandlers.discarding());
  }

  private static void drain(RandomAccessFile pipe) {
    Thread reading =
        new Thread(
            () -> {
              byte[] bytes = new byte[1 << 16];
              try {
                while (pipe.read(bytes) >= 0) {
                  // what it says is no concern here
                }
              } catch (IOException _) {
                // closed
              }
            },
            "reads the pipe");
    reading.setDaemon(true);
    reading.start();
  }

  @Test
  void itIsReadyBeatsOnlyWhileItsPipelineRunsReloadsAndEnds() throws Exception {
    int port = LiveProcess.freePort();
    Path fifo = directory.resolve("out");
    assertThat(run("mkfifo", fifo.toString())).isZero();
    try (LocalReceiver systemd = new LocalReceiver(directory.resolve("notify").toString());
        RandomAccessFile pipe = new RandomAccessFile(fifo.toFile(), "rw");
        HttpClient http = HttpClient.newHttpClient()) {
      Process service = start(fifo, config(port, "second"));
      try {
        var ready = systemd.await("readiness", text -> text.startsWith("READY=1\n"));
        assertThat(ready.sender()).isEqualTo((int) service.pid());
        assertThat(ready.text())
            .contains("STATUS=")
            .contains("second is Down (no-interface)")
            .endsWith("(--observe: nothing is changed)");
        var _ = systemd.await("a beat", "WATCHDOG=1"::equals);

        fill(fifo);
        order(http, port);
        awaitSilence(systemd);
        assertThat(service.isAlive()).isTrue();
        drain(pipe);
        var _ = systemd.await("a beat of the pipeline that runs again", "WATCHDOG=1"::equals);

        Path _ = config(port, "other");
        assertThat(run("kill", "-HUP", Long.toString(service.pid()))).isZero();
        var _ =
            systemd.await(
                "a reload", text -> text.matches("(?s)RELOADING=1\nMONOTONIC_USEC=[0-9]+\n.*"));
        String outcome = "other is Down (no-interface)";
        var again = systemd.await("its end", text -> text.startsWith("READY=1\n"));
        if (!again.text().contains(outcome)) {
          var _ = systemd.await("its outcome", text -> text.contains(outcome));
        }

        service.destroy();
        var _ = systemd.await("the end", text -> text.startsWith("STOPPING=1"));
        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).isZero();
      } finally {
        service.destroyForcibly();
      }
    }
  }

  private static void awaitSilence(LocalReceiver systemd) {
    long deadline = System.nanoTime() + LocalReceiver.LIMIT.toNanos();
    while (systemd.next(SILENCE).isPresent()) {
      assertThat(System.nanoTime()).as("it beats on").isLessThan(deadline);
    }
  }
}
