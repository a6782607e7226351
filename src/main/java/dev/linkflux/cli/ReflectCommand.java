package dev.linkflux.cli;

import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.udp.Reflector;
import dev.linkflux.probe.udp.ReflectorPort;
import dev.linkflux.probe.udp.ReflectorTally;
import dev.linkflux.probe.udp.StampKey;
import dev.linkflux.probe.udp.StampKeyFile;
import dev.linkflux.uplink.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** {@code linkflux reflect}: the far end of STAMP probes. */
@Command(
    name = "reflect",
    mixinStandardHelpOptions = true,
    description = {
      "Answers STAMP test packets (RFC 8762) and counts them, so that whoever probes with"
          + " `kind: stamp` can tell loss on the way there from loss on the way back.",
      "Needs CAP_NET_BIND_SERVICE for ports below 1024; without it, --listen on another port."
    },
    footer = {"", "Exit status: 0 ended by a signal, 1 failed, 2 wrong usage."})
final class ReflectCommand implements Callable<Integer> {
  private static final Duration SUMMARY = Duration.ofMinutes(1);

  private final AtomicBoolean failed = new AtomicBoolean();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--listen",
      paramLabel = "ADDR:PORT",
      converter = ListenOption.class,
      description = "where to listen, may be given several times; default [::]:862 and 0.0.0.0:862")
  private List<InetSocketAddress> listen = new ArrayList<>();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = {
        "answer only packets that are authenticated with the key in this file: 32 to 128"
            + " hexadecimal digits, guarded (chmod 600). One is made by:",
        "(umask 077; openssl rand -hex 32 > FILE)"
      })
  private @Nullable Path keyFile;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Reflector reflector = new Reflector(key());
    Sinks.Empty<Void> end = Sinks.empty();
    Loops loops = new Loops();
    try {
      List<ReflectorPort> ports = open(loops, reflector, end);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> farewell(out, reflector), "linkflux-farewell"));
      out.printf(
          "linkflux %s reflects STAMP test packets (RFC 8762), %s, on%n",
          Version.number(),
          keyFile == null ? "without authentication" : "authenticated with " + keyFile);
      ports.forEach(port -> out.println("  " + ListenOption.text(port.local())));
      out.flush();
      ReflectSummary summary = new ReflectSummary();
      Flux.interval(SUMMARY, loops.gate())
          .doOnNext(_ -> tell(out, summary.news(reflector.tally().refused())))
          .takeUntilOther(end.asMono())
          .blockLast();
      throw new IllegalStateException("a reflector ends by a signal or by an error");
    } catch (RuntimeException failure) {
      failed.set(true);
      throw refusal(failure);
    } finally {
      loops.close();
    }
  }

  private @Nullable StampKey key() {
    try {
      return keyFile == null ? null : StampKeyFile.read(keyFile);
    } catch (IOException wrong) {
      throw new Refusal(Refusal.WRONG, "linkflux: " + wrong.getMessage());
    }
  }

  private List<ReflectorPort> open(Loops loops, Reflector reflector, Sinks.Empty<Void> end) {
    List<ReflectorPort> ports = new ArrayList<>();
    for (InetSocketAddress address : addresses()) {
      try {
        ports.add(
            ReflectorPort.open(
                    loops.probeLoop(),
                    address,
                    reflector,
                    broken -> {
                      Sinks.EmitResult _ = end.tryEmitError(broken);
                    })
                .block());
      } catch (RuntimeException failure) {
        if (!isOptional(failure)) {
          throw refusal(address, failure);
        }
      }
    }
    return ports;
  }

  private List<InetSocketAddress> addresses() {
    return listen.isEmpty()
        ? List.of(
            new InetSocketAddress(InetAddress.ofLiteral("::"), Question.Stamp.PORT),
            new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), Question.Stamp.PORT))
        : listen;
  }

  /** A machine without IPv6 answers by IPv4, unless it was told otherwise. */
  private boolean isOptional(RuntimeException failure) {
    return listen.isEmpty()
        && Exceptions.unwrap(failure) instanceof SystemCallException call
        && call.is(Errno.EAFNOSUPPORT);
  }

  private static RuntimeException refusal(InetSocketAddress address, RuntimeException failure) {
    if (!(Exceptions.unwrap(failure) instanceof SystemCallException call)) {
      return failure;
    }
    String where = ListenOption.text(address);
    String other = "; choose another port, such as --listen ";
    InetSocketAddress free = new InetSocketAddress(address.getAddress(), 8620);
    String why =
        switch (call.errnoName()) {
          case "EADDRINUSE" -> "it is taken by another program" + other + ListenOption.text(free);
          case "EACCES" ->
              "ports below 1024 need CAP_NET_BIND_SERVICE" + other + ListenOption.text(free);
          case "EADDRNOTAVAIL" -> "it is no address of this machine";
          default -> call.getMessage();
        };
    return new Refusal(Refusal.FAILED, "linkflux: cannot listen on " + where + ": " + why);
  }

  private static RuntimeException refusal(RuntimeException failure) {
    return Exceptions.unwrap(failure) instanceof SystemCallException call
        ? new Refusal(Refusal.FAILED, "linkflux: cannot go on: " + call.getMessage())
        : failure;
  }

  private static void tell(PrintWriter out, Optional<String> line) {
    line.ifPresent(out::println);
    out.flush();
  }

  /** The virtual machine ends: by a signal, which is no failure, unless it was us who failed. */
  private void farewell(PrintWriter out, Reflector reflector) {
    if (failed.get()) {
      return;
    }
    ReflectorTally tally = reflector.tally();
    tell(out, new ReflectSummary().news(tally.refused()));
    tell(out, Optional.of("linkflux has ended; packets answered: " + tally.answered()));
    Runtime.getRuntime().halt(0);
  }
}
