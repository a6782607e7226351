package dev.linkflux.cli;

import java.io.IOException;
import java.io.InputStream;
import reactor.core.publisher.Mono;

/** What is typed while a picture is shown. */
final class Keys {
  private static final int END_OF_TRANSMISSION = 4;

  private Keys() {}

  /** Completes when somebody wants to leave: by q, Ctrl-D, or the terminal's end. */
  static Mono<Void> quit() {
    return Mono.create(
        sink -> {
          Thread reading =
              new Thread(
                  () -> {
                    awaitQuit(System.in);
                    sink.success();
                  },
                  "keys");
          reading.setDaemon(true);
          reading.start();
        });
  }

  static void awaitQuit(InputStream keys) {
    try {
      int key = keys.read();
      while (key >= 0 && key != 'q' && key != 'Q' && key != END_OF_TRANSMISSION) {
        key = keys.read();
      }
    } catch (IOException _) {
      // The terminal has gone.
    }
  }
}
