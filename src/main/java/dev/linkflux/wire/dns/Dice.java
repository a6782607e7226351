package dev.linkflux.wire.dns;

import java.security.DrbgParameters;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Numbers that nobody can foresee, without asking the kernel each time: seeded once, when made.
 * That may block; throwing them does not. Any thread may.
 */
public final class Dice {
  private static final int STRENGTH_BITS = 128;

  private final SecureRandom random;

  /** Seeds them; not on an event loop. */
  public Dice() {
    try {
      random =
          SecureRandom.getInstance(
              "DRBG",
              DrbgParameters.instantiation(STRENGTH_BITS, DrbgParameters.Capability.NONE, null));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has a DRBG", e);
    }
    random.nextBytes(new byte[1]); // it seeds itself when it is first used
  }

  /** That many random bytes. */
  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
