package dev.linkflux.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A wall clock for one process that may jump, by a library that is loaded before its others: the
 * clock of the machine, monotonic time and the kernel's stamps stay as they are. It takes a C
 * compiler; without one the clock does not jump.
 *
 * <p>(libfaketime of Debian 12 also takes over waiting for conditions; the service does not come up
 * with it. Time namespaces know no wall clock.)
 */
final class Clock {
  private static final int PAGE = 4096;

  private static final String CODE =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <fcntl.h>
      #include <stdlib.h>
      #include <sys/mman.h>
      #include <sys/time.h>
      #include <time.h>
      #include <unistd.h>
      static volatile long long *ahead;
      static int (*real)(clockid_t, struct timespec *);
      __attribute__((constructor)) static void begin(void) {
        real = dlsym(RTLD_NEXT, "clock_gettime");
        const char *file = getenv("SOAK_CLOCK");
        int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
        if (fd >= 0) {
          void *page = mmap(0, 4096, PROT_READ, MAP_SHARED, fd, 0);
          ahead = page == MAP_FAILED ? 0 : page;
          close(fd);
        }
      }
      int clock_gettime(clockid_t clock, struct timespec *now) {
        if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
        int failed = real(clock, now);
        if (!failed && ahead && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *ahead;
        return failed;
      }
      int gettimeofday(struct timeval *restrict now, void *restrict zone) {
        struct timespec t;
        int failed = clock_gettime(CLOCK_REALTIME, &t);
        now->tv_sec = t.tv_sec;
        now->tv_usec = t.tv_nsec / 1000;
        return failed;
      }
      time_t time(time_t *where) {
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        if (where) *where = t.tv_sec;
        return t.tv_sec;
      }
      """;

  private final Path ahead;
  private final Path library;

  private Clock(Path directory) {
    this.ahead = directory.resolve("clock");
    this.library = directory.resolve("clock.so");
  }

  /** Makes one that goes right. */
  static Clock make(Path directory) {
    Clock clock = new Clock(directory);
    try {
      Files.write(clock.ahead, new byte[PAGE]);
      Path source = Files.writeString(directory.resolve("clock.c"), CODE);
      List<String> compile =
          List.of("cc", "-shared", "-fPIC", "-o", "" + clock.library, "" + source, "-ldl");
      Process compiler =
          new ProcessBuilder(compile)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("clock.log").toFile())
              .start();
      int _ = compiler.waitFor();
    } catch (IOException _) {
      return clock; // there is no compiler
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return clock;
  }

  /** Whether it can jump here. */
  boolean jumps() {
    return Files.exists(library);
  }

  /** What the command line of a process with this clock begins with. */
  List<String> command() {
    return jumps()
        ? List.of("env", "LD_PRELOAD=" + library, "SOAK_CLOCK=" + ahead)
        : List.of("env");
  }

  /** From now on it is so many seconds ahead of the machine's, or behind. */
  void jump(long seconds) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    bytes.putLong(seconds).flip();
    try (FileChannel file = FileChannel.open(ahead, StandardOpenOption.WRITE)) {
      int _ = file.write(bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
