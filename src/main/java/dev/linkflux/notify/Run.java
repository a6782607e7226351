package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One program from its start to its end, which comes within its time limit in any case. */
final class Run implements AutoCloseable {
  /** From the friendly signal to the other one: when it was too slow, and when the service ends. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration SHORT_GRACE = Duration.ofMillis(200);

  /**
   * How often its output is looked for, while there is none, and while there is. A read that waits
   * for it could wait for ever: a program may leave children behind that hold the pipe open.
   */
  private static final long PAUSE_MS = 20;

  private static final long SHORT_PAUSE_MS = 1;

  private final Process process;
  private final InputStream output;
  private final Printout printout;
  private final Duration limit;
  private final Consumer<String> log;

  private Run(Process process, Duration limit, Consumer<String> log) {
    this.process = process;
    this.output = process.getInputStream();
    this.printout = new Printout(log);
    this.limit = limit;
    this.log = log;
  }

  /**
   * Starts it, with nothing to read, and with its errors among its output.
   *
   * @param environment the whole of it
   * @param log takes its output and how it ended
   * @throws IOException if it cannot be started
   */
  static Run start(Hook.Program hook, Map<String, String> environment, Consumer<String> log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(hook.command())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Run(builder.start(), hook.timeout(), log);
  }

  /**
   * Waits until it has ended, and says how if not well; ends it if it takes too long.
   *
   * @return true if it ended well, with status 0
   * @throws InterruptedException if the service ends; the program has been ended then
   */
  boolean end() throws IOException, InterruptedException {
    try {
      if (hasEnded()) {
        rest();
        int status = process.exitValue();
        if (status != 0) {
          log.accept("failed with status " + status);
        }
        return status == 0;
      } else {
        boolean gone = new Family(process).end(GRACE, SHORT_GRACE);
        rest();
        log.accept(
            "took longer than %s s and was ended%s"
                .formatted(seconds(limit), gone ? "" : ", but something of it is still there"));
        return false;
      }
    } catch (InterruptedException e) {
      boolean _ = new Family(process).end(SHORT_GRACE, SHORT_GRACE);
      rest();
      log.accept("was ended, since the service ends");
      throw e;
    }
  }

  private boolean hasEnded() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    for (long left = limit.toNanos(); left > 0; left = limit.toNanos() - since(begun)) {
      boolean more = printout.read(output) && !printout.isFull();
      long pause = TimeUnit.MILLISECONDS.toNanos(more ? SHORT_PAUSE_MS : PAUSE_MS);
      if (process.waitFor(Math.min(pause, left), TimeUnit.NANOSECONDS)) {
        return true;
      }
    }
    return false;
  }

  private static long since(long begun) {
    return System.nanoTime() - begun;
  }

  private void rest() throws IOException {
    printout.readRest(output);
    printout.end();
  }

  private static String seconds(Duration duration) {
    return Json.rounded(duration.toNanos() / 1e9).toPlainString();
  }

  /** Whatever went wrong, nothing of it stays. */
  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      boolean _ = new Family(process).end(SHORT_GRACE, SHORT_GRACE);
    }
    output.close();
  }
}
