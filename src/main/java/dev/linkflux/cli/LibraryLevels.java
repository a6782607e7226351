package dev.linkflux.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * What of the libraries' warnings is worth a line. Found by logback as a service; in place of a
 * file, since to read XML takes four hundred classes, which stay in memory for as long as the
 * service runs.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class LibraryLevels extends ContextAwareBase implements Configurator {
  private static final Map<String, Level> LEVELS =
      Map.of(
          // A probe's socket that could not be set up must not pass unseen.
          "io.netty.channel.ChannelInitializer", Level.ERROR,
          // What went wrong with an HTTP probe is its outcome; the client would add a stack trace.
          "reactor.netty.http.client", Level.OFF,
          "reactor.netty.channel.FluxReceive", Level.OFF,
          // At the end a channel may close after its event loop: there is nobody left to be told.
          "io.netty.util.concurrent.DefaultPromise.rejectedExecution", Level.OFF,
          // Requests that nobody can read are answered; a line for each would fill the disk.
          "reactor.netty.http.server.HttpServerOperations", Level.ERROR);

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    LibraryLog log = new LibraryLog();
    log.setContext(context);
    log.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(log);
    LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
