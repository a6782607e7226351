package dev.linkflux.doctor;

import dev.linkflux.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All examinations, in the order in which a person would go about it. */
public final class Doctor {
  private static final List<Patient.Examination> EXAMINATIONS =
      List.of(
          Rights::findings,
          Interfaces::findings,
          ReversePaths::findings,
          Forwarding::findings,
          Neighbours::findings,
          OtherRoutes::findings,
          MultipathTcp::findings,
          FlowTracking::findings,
          NameServers::findings,
          Clocks::findings,
          Places::findings,
          Secrets::findings,
          Memory::findings);

  private Doctor() {}

  /**
   * Examines this machine; takes some milliseconds.
   *
   * @param file where the configuration stands
   */
  public static List<Finding> examine(Path file, Configuration configuration) {
    Machine machine = new Machine(Path.of("/"));
    try {
      return examine(new Patient(file, configuration, machine, Network.read()));
    } catch (IOException failure) {
      return List.of(
          Finding.error(
              "kernel",
              "does not tell of its links and routes: " + failure.getMessage(),
              "allow this process sockets of AF_NETLINK"));
    }
  }

  static List<Finding> examine(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    EXAMINATIONS.forEach(examination -> findings.addAll(examination.of(patient)));
    return findings;
  }
}
