package dev.linkflux.cli;

import dev.linkflux.engine.Reloads;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * SIGHUP: read the configuration again, as of old with whatever serves. By reflection, as the
 * compiler warns of the only way that Java has to hear a signal (sun.misc.Signal, JEP 260) wherever
 * it is named.
 */
final class Hangup {
  private Hangup() {}

  /**
   * From now on; what comes of it stands in the log.
   *
   * @return false if this Java cannot hear signals: then the signal ends it as before
   */
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself
  static boolean reloads(Reloads reloads) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler heard =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  var _ = reloads.ask().subscribe(_ -> {}, _ -> {});
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
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException _) {
      return false;
    }
  }
}
