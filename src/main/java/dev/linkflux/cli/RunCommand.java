package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The service. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Probes all uplinks, decides, and makes the routes follow, until it is ended.",
      "Needs CAP_NET_ADMIN for the routes (without it, it says so and observes), and CAP_NET_RAW"
          + " where net.ipv4.ping_group_range does not include its group."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CONFIG", description = "configuration file, YAML")
  private Path config = Path.of("");

  @Option(names = "--observe", description = "decide and stream, but change nothing in the kernel")
  private boolean observe;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Optional<Hangup> hangup = Hangup.heard(); // first of all: until then the signal ends it
    Configuration configuration = Loading.load(Configurations.read(config), err);
    Privileges.require(configuration);
    boolean allowed = Privileges.mayChangeRoutes();
    boolean observes = observe || !allowed;
    Loops loops = new Loops();
    Daemon daemon =
        new Daemon(
            configuration,
            LinuxParts.of(configuration, observes, loops, out, err),
            loops,
            err,
            config);
    hangup.ifPresentOrElse(
        it -> it.asks(daemon.reloads()),
        () ->
            err.println(
                "linkflux: SIGHUP ends it: this Java cannot hear it; use `linkflux reload`"));
    Housekeeping.begin(loops.kernel());
    return new Serving(daemon, out, null)
        .serve(
            new InetSocketAddress[] {configuration.listen()},
            () -> {
              out.printf(
                  "linkflux %s watches %d uplinks%s%n",
                  Version.number(),
                  configuration.settings().uplinks().size(),
                  observes ? " and changes nothing (--observe)" : "");
              if (!observe && !allowed) {
                err.println(
                    "CAP_NET_ADMIN is missing: this user may not change routes, so it runs as"
                        + " with --observe. Run it as root or by the systemd unit.");
              }
              if (observes && !configuration.hooks().isEmpty()) {
                out.println("hooks are not called, since nothing is changed either");
              }
              if (observes && !configuration.notifications().channels().isEmpty()) {
                out.println("nobody is notified, since nothing is changed either");
              }
              HashPolicy.hint(configuration.settings(), Path.of("/proc/sys"))
                  .ifPresent(out::println);
              out.println(OpenTo.line(configuration.access(), configuration.listen()));
              out.println("dashboard: " + daemon.address());
            });
  }
}
