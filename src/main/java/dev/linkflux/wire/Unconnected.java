package dev.linkflux.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection did not come about, for a reason that is known. */
public final class Unconnected extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Obstacle obstacle;

  Unconnected(Obstacle obstacle, @Nullable Throwable cause) {
    super(obstacle.toString(), cause);
    this.obstacle = obstacle;
  }

  public Obstacle obstacle() {
    return obstacle;
  }

  /** One is made for every probe of a dead uplink, and where it was made says nothing. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
