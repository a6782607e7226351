package dev.linkflux.cli;

import dev.linkflux.engine.Reloads;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SIGHUP: read the configuration again, as of old with whatever serves. By reflection, as the
 * compiler warns of the only way that Java has to hear a signal (sun.misc.Signal, JEP 260) wherever
 * it is named.
 */
final class Hangup {
  private @Nullable Reloads reloads;
  private boolean waiting;

  Hangup() {}

  /**
   * From now on the signal does not end this process; what it asks for waits until there is
   * somebody who can be asked.
   *
   * @return empty if this Java cannot hear signals: then the signal ends it as before
   */
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself
  static Optional<Hangup> heard() {
    Hangup hangup = new Hangup();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler heard =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  hangup.came();
                  yield null;
                }
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "SIGHUP";
              };
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("HUP"),
              Proxy.newProxyInstance(
                  Hangup.class.getClassLoader(), new Class<?>[] {handler}, heard));
      return Optional.of(hangup);
    } catch (ReflectiveOperationException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** From now on these are asked; what comes of it stands in the log. */
  synchronized void asks(Reloads now) {
    reloads = now;
    if (waiting) {
      waiting = false;
      came();
    }
  }

  /** The signal has come. */
  synchronized void came() {
    Reloads known = reloads;
    if (known == null) {
      waiting = true;
    } else {
      var _ = known.ask().subscribe(_ -> {}, _ -> {});
    }
  }
}
