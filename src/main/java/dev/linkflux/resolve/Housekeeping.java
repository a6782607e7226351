package dev.linkflux.resolve;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * What the directory needs of the machine besides the network.
 *
 * @param state directory in which the last good addresses outlive a restart, or null: then they do
 *     not
 * @param blocking runs what reads and writes files
 * @param told takes sentences for the operator, on any thread
 * @param nanoTime monotonic clock, nanoseconds
 * @param wall dates what is kept in the file
 * @param root of the files that tell name servers, {@code /} on a real system
 */
public record Housekeeping(
    @Nullable Path state,
    Scheduler blocking,
    Consumer<String> told,
    LongSupplier nanoTime,
    InstantSource wall,
    Path root) {
  /** With the clocks and the files of this machine. */
  public Housekeeping(@Nullable Path state, Scheduler blocking, Consumer<String> told) {
    this(state, blocking, told, System::nanoTime, InstantSource.system(), Path.of("/"));
  }
}
