package dev.linkflux.stream;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.OperatingSystemMXBean;

/** The process itself, under the names that every Prometheus client library uses. */
final class ProcessMetrics {
  private ProcessMetrics() {}

  static void writeTo(Exposition out) {
    out.gauge("process_start_time_seconds", "Start of the process since 1970.")
        .value((double) ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    if (system instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
      out.counter("process_cpu_seconds_total", "Processor time of user and system.")
          .value(unix.getProcessCpuTime() / 1e9);
      out.gauge("process_open_fds", "Open file descriptors.")
          .value((double) unix.getOpenFileDescriptorCount());
      out.gauge("process_max_fds", "Most file descriptors that may be open.")
          .value((double) unix.getMaxFileDescriptorCount());
    }
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    out.gauge("jvm_memory_used_bytes", "Used memory.")
        .value((double) memory.getHeapMemoryUsage().getUsed(), "area", "heap")
        .value((double) memory.getNonHeapMemoryUsage().getUsed(), "area", "nonheap");
    out.counter("jvm_gc_collections_total", "Garbage collections.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.value((double) gc.getCollectionCount(), "gc", gc.getName());
    }
    out.counter("jvm_gc_collection_seconds_total", "Time spent in garbage collections.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.value(gc.getCollectionTime() / 1e3, "gc", gc.getName());
    }
    out.gauge("jvm_threads_current", "Live threads.")
        .value((double) ManagementFactory.getThreadMXBean().getThreadCount());
  }
}
