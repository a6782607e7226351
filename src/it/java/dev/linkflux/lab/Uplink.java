package dev.linkflux.lab;

import dev.linkflux.lab.Impairment.Burst;
import dev.linkflux.lab.Impairment.Rate;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * One way out of the lab's router, as seen by the one who may spoil it. Every change gives the
 * {@link System#nanoTime()} of its effect; for the carrier that is a moment just before the kernel
 * was asked, so that a reaction never looks faster than it was.
 */
public final class Uplink implements AutoCloseable {
  static final String MODEM_PORT = "port";

  private final String name;
  private final Impairment baseline;
  private final Relay relay;
  private final Rtnetlink modem;
  private final FarSide farSide;
  private final int number;

  Uplink(int number, Impairment baseline, Relay relay, Rtnetlink modem, FarSide farSide) {
    this.number = number;
    this.name = "wan" + number;
    this.baseline = baseline;
    this.relay = relay;
    this.modem = modem;
    this.farSide = farSide;
  }

  /** The router's address on uplink 1, 2 or 3. */
  public static InetAddress router4(int number) {
    return InetAddress.ofLiteral("10." + number + ".0.2");
  }

  /** The modem's. */
  public static InetAddress gateway4(int number) {
    return InetAddress.ofLiteral("10." + number + ".0.1");
  }

  /** The router's IPv6 address on uplink 1, 2 or 3. */
  public static InetAddress router6(int number) {
    return InetAddress.ofLiteral("2001:db8:" + number + "::2");
  }

  /** The modem's. */
  public static InetAddress gateway6(int number) {
    return InetAddress.ofLiteral("2001:db8:" + number + "::1");
  }

  /** The router's interface: wan1, wan2 or wan3. */
  public String name() {
    return name;
  }

  /** Drops everything, also what is under way, while the carrier stays. */
  public long freeze() {
    return both(impairment -> impairment.withFrozen(true));
  }

  public long thaw() {
    return both(impairment -> impairment.withFrozen(false));
  }

  /** Half of it on each way. */
  public long roundTrip(Duration delay) {
    return both(impairment -> impairment.withDelay(delay.dividedBy(2)));
  }

  /** The round trip varies by plus or minus this much, half of it on each way. */
  public long jitter(Duration jitter) {
    return both(impairment -> impairment.withJitter(jitter.dividedBy(2)));
  }

  /**
   * Random loss on the way up only, so that this is the ratio for a round trip and for an upload.
   *
   * @param ratio 0 to 1
   */
  public long loss(double ratio) {
    return change(Direction.UP, impairment -> impairment.withLoss(ratio));
  }

  /** Loss in bursts on the way up only. */
  public long burst(Burst burst) {
    return change(Direction.UP, impairment -> impairment.withBurst(burst));
  }

  /** The same bottleneck on each way. */
  public long rate(Rate rate) {
    return both(impairment -> impairment.withRate(rate));
  }

  /** Back to how the lab began; the carrier is not touched. */
  public long heal() {
    return both(_ -> baseline);
  }

  /** Changes one direction. */
  public long change(Direction direction, UnaryOperator<Impairment> how) {
    return relay.line(direction).change(how);
  }

  /** Changes both directions as one. */
  public long both(UnaryOperator<Impairment> how) {
    return relay.change(how, how);
  }

  /** Pulls the cable at the modem's end: the router loses the carrier. */
  public long carrierOff() {
    long now = System.nanoTime();
    modem.link(MODEM_PORT, false);
    return now;
  }

  /**
   * Plugs the cable in again; the modem is as it was, the kernel had taken its route to the LAN.
   */
  public long carrierOn() {
    long now = System.nanoTime();
    modem.link(MODEM_PORT, true);
    modem.route(Lab.LAN, Lab.LAN_PREFIX, router4(number));
    modem.route(Lab.LAN6_ADDRESS, Lab.LAN6_PREFIX, router6(number));
    return now;
  }

  /** The modem at the other end of the cable. */
  public FarSide farSide() {
    return farSide;
  }

  /** What becomes of the packets of one direction besides their impairment, from now on. */
  public void play(Direction direction, Trick trick) {
    relay.line(direction).play(trick);
  }

  /** What became of the packets of one direction so far. */
  public DelayLine.Counts counts(Direction direction) {
    return relay.line(direction).counts();
  }

  @Override
  public void close() {
    relay.close();
    modem.close();
  }
}
