package dev.linkflux.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that was started, and all programs that came of it; known by handle, not by number. */
final class Family {
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);

  /** That a signal which cannot be caught takes, unless a program hangs in the kernel. */
  private static final Duration KILLING = Duration.ofSeconds(1);

  private final Process process;
  private final Set<ProcessHandle> members = new LinkedHashSet<>();

  Family(Process process) {
    this.process = process;
    members.add(process.toHandle());
  }

  /**
   * Ends all of it: first by SIGTERM, then by SIGKILL.
   *
   * @param grace from one to the other
   * @param hurried the same from when this thread is interrupted; the mark of that is kept
   * @return false if something of it is still there
   */
  boolean end(Duration grace, Duration hurried) {
    gather();
    members.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + grace.toNanos();
    boolean interrupted = false;
    while (isAlive() && System.nanoTime() - deadline < 0) {
      if (Thread.interrupted()) {
        interrupted = true;
        deadline = Math.min(deadline, System.nanoTime() + hurried.toNanos());
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
    boolean gone = !isAlive() || kill();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return gone;
  }

  private boolean kill() {
    gather();
    for (ProcessHandle member : List.copyOf(members)) {
      member.descendants().forEach(members::add); // which it has begun only now
      member.destroyForcibly();
    }
    members.forEach(ProcessHandle::destroyForcibly);
    long begun = System.nanoTime();
    while (isAlive() && System.nanoTime() - begun < KILLING.toNanos()) {
      LockSupport.parkNanos(PAUSE_NS);
    }
    return !isAlive();
  }

  private void gather() {
    for (ProcessHandle member : List.copyOf(members)) {
      member.descendants().forEach(members::add);
    }
  }

  private boolean isAlive() {
    return process.isAlive()
        || members.stream().anyMatch(member -> member.isAlive() && !isZombie(member.pid()));
  }

  /**
   * Ended, and only not yet asked about by its parent; whoever takes orphans may be slow in that.
   */
  private static boolean isZombie(long pid) {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return status.startsWith("Z", status.lastIndexOf(')') + 2); // proc_pid_stat(5)
    } catch (IOException _) {
      return true; // gone meanwhile
    }
  }
}
