package dev.linkflux.cli;

import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/** {@code linkflux watch}: a live table of a running service, in the terminal. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Shows a running linkflux live: a table in a terminal, else a line per decision.")
final class WatchCommand implements Callable<Integer> {
  private static final Duration FRAME = Duration.ofMillis(250);

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = Place.USUAL,
      description = "where it listens (default: ${DEFAULT-VALUE})")
  private String url = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String place = Place.of(spec, url);
    HttpClient client = HttpClient.newConnection().resolver(DefaultAddressResolverGroup.INSTANCE);
    Watching watching = new Watching(client, place, Schedulers.parallel(), Clock.systemUTC());
    Flux<Board> boards =
        watching.changes().scan(Board.EMPTY, (board, change) -> change.apply(board)).skip(1);
    Thread atInterrupt = new Thread(WatchCommand::endWell, "interrupted");
    Runtime.getRuntime().addShutdownHook(atInterrupt);
    try {
      show(boards, place, Terminal.present()).blockLast();
      return 0;
    } catch (RuntimeException e) {
      spec.commandLine()
          .getErr()
          .printf(
              "cannot watch %s: %s%nIs `linkflux run` or `linkflux demo` running? Elsewhere:"
                  + " linkflux watch --url http://HOST:PORT%n",
              place, watching.explain(e));
      return 1;
    } finally {
      forget(atInterrupt);
    }
  }

  private Flux<Board> show(Flux<Board> boards, String place, Terminal terminal) {
    PrintWriter out = spec.commandLine().getOut();
    BoardText text = new BoardText(place, terminal.coloured(), ZoneId.systemDefault());
    if (terminal.interactive()) {
      Screen screen = new Screen(out);
      Clock clock = Clock.systemUTC();
      return boards
          .sample(FRAME)
          .doOnNext(board -> screen.draw(text.lines(board, clock.instant())));
    }
    return boards.doOnNext(new Log(text, out)::print);
  }

  /** Whoever watches ends it so: that is no failure. */
  private static void endWell() {
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The machine is going down: the hook itself is running.
    }
  }

  /** Prints each sentence of the boards once. */
  private static final class Log {
    private final BoardText text;
    private final PrintWriter out;
    private long printed;

    Log(BoardText text, PrintWriter out) {
      this.text = text;
      this.out = out;
    }

    void print(Board board) {
      int all = board.sentences().size();
      int fresh = (int) Math.min(all, board.told() - printed);
      board.sentences().subList(all - fresh, all).forEach(it -> out.println(text.line(it)));
      out.flush();
      printed = board.told();
    }
  }
}
