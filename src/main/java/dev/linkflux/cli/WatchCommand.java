package dev.linkflux.cli;

import dev.linkflux.kernel.Tty;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** {@code linkflux watch}: a running service, in the terminal. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Shows a running linkflux live: how things are in one sentence, a row for",
      "each uplink, the servers, and the latest decisions with their reasons.",
      "q or Ctrl-C ends it. Where there is no terminal it prints the decisions."
    },
    footer = {
      "",
      "No colours if NO_COLOR is set, and only ASCII if the locale is not UTF-8.",
      "Exit status: 0 fine, 1 the service cannot be reached, 2 wrong usage.",
      "",
      "  linkflux watch --once                       a picture for a report",
      "  linkflux watch --json --types transition    for a script, as they come",
      "  linkflux watch --url https://router:8470 --pin sha256/... --token-file FILE"
    })
final class WatchCommand implements Callable<Integer> {
  private static final Duration FRAME = Duration.ofMillis(250);

  @Mixin private Reaching reaching = new Reaching();

  @Option(names = "--once", description = "one picture, and end")
  private boolean once;

  @Option(
      names = "--json",
      description = "a line of JSON for each event; with --once: the status as JSON")
  private boolean json;

  @Option(
      names = "--types",
      paramLabel = "TYPE",
      split = ",",
      description = "with --json: only these, such as transition,election; default: all of them")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--every",
      paramLabel = "D",
      converter = DurationOption.class,
      description = "with --json: probe and quality at most once in that time, such as 1s")
  private @Nullable Duration every;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if ((every != null || !types.isEmpty()) && (!json || once)) {
      throw new ParameterException(
          spec.commandLine(), "--types and --every are for --json without --once");
    }
    ServiceClient client = reaching.client();
    try {
      show(client, new Watching(client, Schedulers.parallel(), Clock.systemUTC()));
      return 0;
    } catch (RuntimeException failure) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("linkflux: cannot watch " + client.advice(failure, Watching.SILENCE, "watch"));
      err.flush();
      return 1;
    }
  }

  private void show(ServiceClient client, Watching watching) {
    PrintWriter out = spec.commandLine().getOut();
    Terminal terminal = Terminal.present();
    BoardText text = new BoardText(client.place(), terminal, ZoneId.systemDefault());
    if (once && json) {
      out.println(
          client
              .text("/api/v1/status", Watching.SILENCE)
              .map(String::strip)
              .blockOptional()
              .orElse(""));
    } else if (once) {
      Tty.Size wide = new Tty.Size(Terminal.size().columns(), Integer.MAX_VALUE);
      Board board = watching.once().reduce(Board.EMPTY, Board::with).blockOptional().orElseThrow();
      text.lines(board.latest(Terminal.USUAL.rows()), Clock.systemUTC().instant(), wide)
          .forEach(out::println);
    } else if (json) {
      new EventLines(out, spec.commandLine().getErr()).print(watching.events(query()));
    } else if (terminal.interactive()) {
      live(watching, text);
    } else {
      EventLines.sentences(boards(watching), text, out);
    }
    out.flush();
  }

  private static Flux<Board> boards(Watching watching) {
    return watching.pictures().scan(Board.EMPTY, Board::with).skip(1);
  }

  private String query() {
    List<String> asked = new ArrayList<>();
    if (!types.isEmpty()) {
      asked.add("types=" + URLEncoder.encode(String.join(",", types), StandardCharsets.UTF_8));
    }
    Duration pause = every;
    if (pause != null) {
      asked.add("every=" + pause.toMillis() + "ms");
    }
    return asked.isEmpty() ? "" : "?" + String.join("&", asked);
  }

  /** Whoever is interrupted ends well: that is how one ends it. */
  private static void live(Watching watching, BoardText text) {
    Screen screen = new Screen(System.out);
    Thread atInterrupt =
        new Thread(
            () -> {
              screen.close();
              Runtime.getRuntime().halt(0);
            },
            "interrupted");
    Runtime.getRuntime().addShutdownHook(atInterrupt);
    try {
      Flux.interval(FRAME)
          .withLatestFrom(boards(watching), (_, board) -> board)
          .takeUntilOther(Tty.size(Tty.INPUT).isPresent() ? Keys.quit() : Flux.never())
          .doOnNext(
              board -> {
                Tty.Size size = Terminal.size();
                screen.draw(text.lines(board, Clock.systemUTC().instant(), size), size);
              })
          .blockLast();
    } finally {
      screen.close();
      forget(atInterrupt);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The machine is going down: the hook itself is running.
    }
  }
}
