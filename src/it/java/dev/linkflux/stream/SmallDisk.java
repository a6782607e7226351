package dev.linkflux.stream;

import dev.linkflux.lab.Lab;
import dev.linkflux.lab.RouterProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A file system in memory that only programs of the router see, and that outlives them. It never
 * hangs as a disk may, but it can be full.
 */
public final class SmallDisk {
  private final Path place;
  private final RouterProcess keeper;

  /**
   * Makes one.
   *
   * @param place an empty directory, where it is for those that see it
   * @param size as mount takes it, such as {@code 4m}
   */
  public SmallDisk(Lab lab, Path place, String size) {
    this.place = place;
    // ip netns exec gives it a mount namespace of its own, which lasts as long as it does.
    String mount =
        "mount -t tmpfs -o size=%s tmpfs %s && echo mounted && exec cat".formatted(size, place);
    keeper = RouterProcess.start(lab, 1, List.of("sh", "-c", mount));
    var _ = keeper.output().await("mounted"::equals, Duration.ofSeconds(60));
  }

  /** What runs the command behind it where the disk is seen; it keeps its process id. */
  public List<String> command() {
    return List.of("nsenter", "--mount=/proc/" + keeper.pid() + "/ns/mnt");
  }

  /** Where it is for those who do not see it. */
  public Path root() {
    return Path.of("/proc", "" + keeper.pid(), "root").resolve(place.toString().substring(1));
  }

  private Path ballast() {
    return root().resolve("ballast");
  }

  /** Leaves no room on it. */
  public void fill() {
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException _) {
      // That was the last that it takes.
    }
  }

  /** Takes back what it was filled with. */
  public void makeRoom() throws IOException {
    Files.delete(ballast());
  }
}
