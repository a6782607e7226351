package dev.linkflux.stream;

import static dev.linkflux.stream.Meters.counted;
import static dev.linkflux.stream.Meters.gauge;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The process itself: what every Prometheus client library tells under the same names, and the
 * virtual machine as Micrometer knows it.
 */
final class ProcessMetrics implements MeterBinder, AutoCloseable {
  /**
   * Leaves out those whose names Prometheus' own linter refuses, and one that asks each thread six
   * times.
   */
  static final MeterFilter FILTER =
      MeterFilter.deny(
          id ->
              Set.of("process.cpu.time", "system.cpu.count", "jvm.threads.states")
                  .contains(id.getName()));

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private final JvmGcMetrics collections = new JvmGcMetrics();

  @Override
  public void bindTo(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      counted(
          registry,
          "process_cpu_seconds_total",
          "Processor time of user and system.",
          unix,
          it -> it.getProcessCpuTime() / 1e9);
      gauge(
          registry,
          "process_open_fds",
          "Open file descriptors.",
          unix,
          UnixOperatingSystemMXBean::getOpenFileDescriptorCount);
      gauge(
          registry,
          "process_max_fds",
          "Most file descriptors that may be open.",
          unix,
          UnixOperatingSystemMXBean::getMaxFileDescriptorCount);
    }
    gauge(
        registry,
        "process_resident_memory_bytes",
        "Memory of the process that is in RAM.",
        STATUS,
        ProcessMetrics::resident);
  }

  /** From a file that the kernel makes up: reading it waits for nothing. */
  private static double resident(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
          .mapToDouble(kilobytes -> Long.parseLong(kilobytes) * 1024.0)
          .findFirst()
          .orElse(Meters.UNMEASURED);
    } catch (IOException _) {
      return Meters.UNMEASURED; // no such file system here
    }
  }

  /** Does not listen to the garbage collector any more. */
  @Override
  public void close() {
    collections.close();
  }
}
