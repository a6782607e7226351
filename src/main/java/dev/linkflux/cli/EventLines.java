package dev.linkflux.cli;

import java.io.PrintWriter;
import reactor.core.publisher.Flux;

/** What a running service tells, line by line, for files and programs. */
final class EventLines {
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * @param out for the events
   * @param err for what is to be said of the connection
   */
  EventLines(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Each event as its JSON; until nobody reads the lines any more. */
  void print(Flux<Told> told) {
    told.takeUntil(one -> !print(one)).blockLast();
  }

  private boolean print(Told told) {
    switch (told) {
      case Told.Event(SseEvent event, _) -> {
        out.println(event.data().replace('\n', ' '));
        // True as well after a flush if the other end of a pipe has gone.
        return !out.checkError();
      }
      case Told.Lost(_, String why) -> {
        err.println("linkflux: connection lost: " + why);
        err.flush();
      }
      case Told.Status _, Told.Decisions _ -> {}
    }
    return true;
  }

  /** Prints each sentence of the boards once, until nobody reads them any more. */
  static void sentences(Flux<Board> boards, BoardText text, PrintWriter out) {
    long[] printed = {0};
    boards
        .takeUntil(
            board -> {
              int all = board.sentences().size();
              int fresh = (int) Math.min(all, board.told() - printed[0]);
              board.sentences().subList(all - fresh, all).forEach(it -> out.println(text.line(it)));
              printed[0] = board.told();
              return out.checkError();
            })
        .blockLast();
  }
}
