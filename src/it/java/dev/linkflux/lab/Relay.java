package dev.linkflux.lab;

import java.util.function.UnaryOperator;

/** The air of one uplink: a delay line for each direction between two TUN devices. */
final class Relay implements AutoCloseable {
  private final Tun modem;
  private final Tun world;
  private final DelayLine up;
  private final DelayLine down;

  Relay(String name, Tun modem, Tun world, Impairment eachWay, long seed) {
    this.modem = modem;
    this.world = world;
    this.up = new DelayLine(name + " up", modem, world, eachWay, 2 * seed);
    this.down = new DelayLine(name + " down", world, modem, eachWay, 2 * seed + 1);
    up.start();
    down.start();
  }

  DelayLine line(Direction direction) {
    return switch (direction) {
      case UP -> up;
      case DOWN -> down;
    };
  }

  /** Changes both directions as one; the nanoTime of the change. */
  long change(UnaryOperator<Impairment> upwards, UnaryOperator<Impairment> downwards) {
    up.lock.lock();
    down.lock.lock();
    try {
      up.change(upwards);
      return down.change(downwards);
    } finally {
      down.lock.unlock();
      up.lock.unlock();
    }
  }

  @Override
  public void close() {
    up.stop();
    down.stop();
    modem.close();
    world.close();
  }
}
