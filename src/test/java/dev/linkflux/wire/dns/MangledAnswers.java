package dev.linkflux.wire.dns;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Answers with something wrong in them, from a seed. */
public final class MangledAnswers {
  private static final String[] LINES = {
    "a.example A 192.0.2.1",
    "a.example AAAA 2001:db8::1",
    "a.example CNAME b.example",
    "b.example CNAME a.example",
    "a.example MX 10 mail.example",
    "a.example TXT \"some text\" \"and more\"",
    "a.example SOA a.example b.example 1 2 3 4 5",
    "a.example SRV 1 2 3 c.example",
    "a.example CAA 0 issue \"x\"",
    "a.example HTTPS 1 . alpn=h2 port=8443",
    "a.example NAPTR 1 2 \"u\" \"E2U\" \"!^.*$!x!\" .",
    "a.example LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m",
    "a.example DS 1 8 2 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
    "a.example NSEC b.example A MX",
    "a.example APL 1:192.0.2.0/24",
  };

  private MangledAnswers() {}

  /** The next one. Id and question are mostly left alone, so that what follows them is read. */
  public static byte[] next(SplittableRandom random, byte[] query) {
    String[] lines = new String[random.nextInt(6)];
    Arrays.setAll(lines, _ -> LINES[random.nextInt(LINES.length)]);
    byte[] answer = Answers.records(query, lines);
    int from = random.nextInt(10) == 0 ? 0 : Math.min(query.length - 11, answer.length);
    for (int i = random.nextInt(8); i > 0 && from < answer.length; i--) {
      answer[random.nextInt(from, answer.length)] = (byte) random.nextInt(256);
    }
    if (random.nextInt(4) == 0) {
      answer[4 + random.nextInt(8)] = (byte) random.nextInt(4); // other counts than there are
    }
    return random.nextInt(3) == 0
        ? Arrays.copyOf(answer, random.nextInt(answer.length + 40))
        : answer;
  }
}
