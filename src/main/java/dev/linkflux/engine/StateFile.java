package dev.linkflux.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A small file that outlives the process: killed at any moment, it is as it was or as it shall be.
 * Blocks; one writer at a time.
 *
 * @param path of the file; its directory is made when it is first written
 */
public record StateFile(Path path) {
  /** One of this name in the directory of state. */
  public static StateFile in(Path directory, String name) {
    return new StateFile(directory.resolve(name));
  }

  /**
   * The whole file.
   *
   * @throws java.nio.file.NoSuchFileException if it was never written
   * @throws IOException if it cannot be read
   */
  public byte[] read() throws IOException {
    return Files.readAllBytes(path);
  }

  /**
   * Writes it anew.
   *
   * @param durable true if it must outlive a loss of power
   * @throws IOException if that fails; the file is as it was then
   */
  public void write(byte[] content, boolean durable) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    // One that another user left behind, when he was killed, could not be opened.
    boolean _ = Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (durable) {
        channel.force(true);
      }
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    if (durable) {
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }
}
