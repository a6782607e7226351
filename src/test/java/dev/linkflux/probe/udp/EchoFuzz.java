package dev.linkflux.probe.udp;

import static dev.linkflux.fuzz.Invariant.amid;
import static dev.linkflux.fuzz.Invariant.require;

import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.udp.Wording.Reading;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads bytes as what an echo sends back. */
public final class EchoFuzz {
  /** Eight letters, for the fuzzer to find. */
  private static final long TOKEN = 0x7461_6b65_6e21_2121L;

  private static final int PAYLOAD = 24;
  private static final EchoWording WORDING = new EchoWording(TOKEN, PAYLOAD);

  private EchoFuzz() {}

  /** As an echo, and as what is quoted of what went out. */
  public static void read(byte[] packet) {
    Reading reading = WORDING.read(ByteBuffer.wrap(packet));
    require(Objects.equals(reading, WORDING.read(amid(packet))), "it depends on where it lies");
    long quoted = WORDING.quoted(ByteBuffer.wrap(packet));
    require(quoted == WORDING.quoted(amid(packet)), "it depends on where it lies");
    boolean ours = packet.length >= 16 && ByteBuffer.wrap(packet).getLong() == TOKEN;
    long sequence = ours ? ByteBuffer.wrap(packet).getLong(8) : Wording.FOREIGN;
    require(quoted == sequence, "quotes " + quoted);
    boolean whole = sequence != Wording.FOREIGN && packet.length == PAYLOAD;
    require(
        whole ? new Reading(sequence, Returned.UNTOLD, 0).equals(reading) : reading == null,
        "read as " + reading);
  }
}
