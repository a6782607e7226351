package dev.linkflux.kernel;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * A probe socket as an event loop reads it.
 *
 * @param reading tells the socket's visitor what has arrived
 * @param broke is told if the socket breaks
 * @param closing closes the socket
 */
record SocketSource(int fd, Reading reading, Consumer<IOException> broke, Runnable closing)
    implements LoopReader.Source {
  /** Reads what has arrived. */
  interface Reading {
    void run() throws IOException;
  }

  @Override
  public void drain() throws IOException {
    reading.run();
  }

  @Override
  public void failed(IOException cause) {
    broke.accept(cause);
  }

  @Override
  public void close() {
    closing.run();
  }
}
