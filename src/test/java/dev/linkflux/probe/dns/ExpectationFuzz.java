package dev.linkflux.probe.dns;

import static dev.linkflux.fuzz.Invariant.require;
import static dev.linkflux.fuzz.Invariant.requirePlain;

import dev.linkflux.uplink.Question;
import dev.linkflux.wire.dns.NameQuestion;
import dev.linkflux.wire.dns.QueryFuzz;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Reads bytes as the answer to one of some questions, and judges it. */
public final class ExpectationFuzz {
  private static final int LONGEST_REASON = 120;

  private static final List<Judge> JUDGES =
      Stream.of(
              new String[][] {
                {"A", "192.0.2.1"},
                {"AAAA", "2001:db8::1"},
                {"TXT", "some text"},
                {"MX", "10 mail.example."},
                {"CNAME", "b.example."},
                {"SRV", "1 2 3 c.example."},
                {"CAA", "0 issue \"x\""},
                {"HTTPS", "1 . alpn=h2"},
                {"NAPTR", "1 2 \"u\" \"E2U\" \"!^.*$!x!\" ."},
                {"LOC", "52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m"},
              })
          .map(each -> new Judge(each[0], each[1]))
          .toList();

  private ExpectationFuzz() {}

  /** As an answer to any of the questions, which tells them apart by the type. */
  public static void read(byte[] bytes) {
    JUDGES.forEach(judge -> judge.read(bytes));
  }

  private static final class Judge {
    private final QueryFuzz query;
    private final Expectation any;
    private final Expectation one;

    Judge(String type, String expected) {
      NameQuestion question = NameQuestion.of("a.example", type);
      this.query = new QueryFuzz(question);
      this.any = Expectation.of(question, asked(type, List.of()));
      this.one = Expectation.of(question, asked(type, List.of(expected)));
    }

    void read(byte[] bytes) {
      Message answer = query.read(bytes);
      if (answer == null) {
        return;
      }
      String anyway = any.objection(answer);
      String reason = one.objection(answer);
      requirePlain(anyway, LONGEST_REASON);
      requirePlain(reason, LONGEST_REASON);
      int rcode = answer.getRcode();
      boolean served = rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
      require(served == (anyway == null), "rcode " + rcode + ": " + anyway);
      require(reason != null || rcode == Rcode.NOERROR, "met with rcode " + rcode);
    }

    private static Question.Dns asked(String type, List<String> expected) {
      return new Question.Dns(InetAddress.ofLiteral("192.0.2.53"), 53, "a.example", type, expected);
    }
  }
}
