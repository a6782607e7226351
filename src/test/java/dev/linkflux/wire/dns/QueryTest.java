package dev.linkflux.wire.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class QueryTest {
  private static final NameQuestion QUESTION = NameQuestion.of("a-long-enough-name.quad9.net", "A");
  private static final Dice DICE = new Dice();

  private final Query query = QUESTION.query(DICE);

  @Test
  void asksForOneNameWithRecursionAndRoomForLongerAnswers() throws IOException {
    Message message = new Message(query.wire());

    assertThat(message.getHeader().getID()).isEqualTo(query.id());
    assertThat(message.getHeader().getOpcode()).isEqualTo(Opcode.QUERY);
    assertThat(message.getHeader().getFlag(Flags.RD)).isTrue();
    assertThat(message.getHeader().getFlag(Flags.QR)).isFalse();
    assertThat(message.getSection(Section.QUESTION)).hasSize(1);
    assertThat(message.getQuestion().getName()).isEqualTo(QUESTION.name());
    assertThat(message.getQuestion().getType()).isEqualTo(Type.A);
    assertThat(message.getQuestion().getDClass()).isEqualTo(DClass.IN);
    assertThat(message.getOPT().getPayloadSize()).isEqualTo(1232);
  }

  @Test
  void everyQueryHasItsOwnIdAndCase() throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    int[] capitals = new int[QUESTION.name().length()];
    int count = 400;
    for (int i = 0; i < count; i++) {
      Query each = QUESTION.query(DICE);
      ids.add(each.id());
      String name = new Message(each.wire()).getQuestion().getName().toString();
      names.add(name);
      assertThat(name.toLowerCase(Locale.ROOT)).isEqualTo(QUESTION.name().toString());
      for (int j = 0; j < name.length(); j++) {
        capitals[j] += Character.isUpperCase(name.charAt(j)) ? 1 : 0;
      }
    }

    assertThat(ids).hasSizeGreaterThan(380); // about one pair is alike
    assertThat(names).hasSizeGreaterThan(395); // 22 letters
    String plain = QUESTION.name().toString();
    for (int j = 0; j < plain.length(); j++) {
      if (Character.isLetter(plain.charAt(j))) {
        assertThat(capitals[j]).as("letter %d of %s", j, plain).isBetween(120, 280); // 8 sigma
      } else {
        assertThat(capitals[j]).isZero();
      }
    }
  }

  @Test
  void anAnswerThatRepeatsTheQuestionIsOne() {
    Message answer = read(Answers.records(query.wire(), "a-long-enough-name.quad9.net A 9.9.9.9"));

    assertThat(Objects.requireNonNull(answer).getSection(Section.ANSWER)).hasSize(1);
    assertThat(read(Answers.rcode(query.wire(), Rcode.REFUSED))).isNotNull();
    assertThat(read(Answers.truncated(query.wire()))).isNotNull();
  }

  @Test
  void theIdMustBeThatOfTheQuery() {
    byte[] answer = Answers.records(query.wire());
    answer[1] ^= 1;
    assertThat(read(answer)).isNull();
  }

  @Test
  void theCaseOfEveryLetterMustBeThatOfTheQuery() {
    byte[] wire = query.wire();
    int letters = 0;
    for (int i = NameQuestion.HEADER_BYTES; i < wire.length - 16; i++) {
      if (Character.isLetter(wire[i])) {
        byte[] answer = Answers.records(wire);
        answer[i] ^= 0x20;
        assertThat(read(answer)).isNull();
        letters++;
      }
    }
    assertThat(letters).isEqualTo(22);
  }

  @Test
  void theTypeMustBeThatOfTheQuery() throws IOException {
    Message answer = Answers.begin(query.wire());
    Name name = answer.getQuestion().getName();
    answer.removeAllRecords(Section.QUESTION);
    answer.addRecord(Record.newRecord(name, Type.AAAA, DClass.IN), Section.QUESTION);
    assertThat(read(answer.toWire())).isNull();
  }

  @Test
  void aQueryIsNoAnswer() {
    assertThat(read(query.wire())).isNull();
  }

  @Test
  void anotherKindOfMessageIsNoAnswer() {
    Message answer = Answers.begin(query.wire());
    answer.getHeader().setOpcode(Opcode.NOTIFY);
    assertThat(read(answer.toWire())).isNull();
  }

  @Test
  void anAnswerWithoutTheQuestionIsNone() {
    Message answer = Answers.begin(query.wire());
    answer.removeAllRecords(Section.QUESTION);
    assertThat(read(answer.toWire())).isNull();
  }

  @Test
  void anAnswerThatBreaksOffIsNone() {
    byte[] answer = Answers.records(query.wire(), "a-long-enough-name.quad9.net A 9.9.9.9");
    for (int length = 0; length < answer.length; length++) {
      assertThat(query.answeredBy(ByteBuffer.wrap(answer, 0, length))).as("%d", length).isNull();
    }
  }

  @Test
  void anAnswerMayLieAnywhereInABuffer() {
    byte[] answer = Answers.records(query.wire(), "a-long-enough-name.quad9.net A 9.9.9.9");
    ByteBuffer buffer = ByteBuffer.allocate(answer.length + 20);
    buffer.put(7, answer).position(7).limit(7 + answer.length);

    assertThat(Query.idOf(buffer)).isEqualTo(query.id());
    assertThat(query.answeredBy(buffer.asReadOnlyBuffer())).isNotNull();
    assertThat(buffer.position()).isEqualTo(7);
  }

  @Test
  void whatIsNoNameOrNoTypeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> NameQuestion.of("a..b", "A"));
    assertThatIllegalArgumentException().isThrownBy(() -> NameQuestion.of("x".repeat(64), "A"));
    assertThatIllegalArgumentException().isThrownBy(() -> NameQuestion.of("a.b", "AAAAA"));
    assertThatIllegalArgumentException().isThrownBy(() -> NameQuestion.of("a.b", "ANY"));
  }

  @Test
  void anAnswerWithARecordThatNobodyCanWriteIsNone() {
    byte[] wks = {(byte) 192, 12, 0, Type.WKS, 0, DClass.IN, 0, 0, 0, 60, 0, 5, 1, 2, 3, 4, 6};
    byte[] answer = Answers.rcode(query.wire(), Rcode.NOERROR);
    byte[] longer = Arrays.copyOf(answer, answer.length + wks.length);
    System.arraycopy(wks, 0, longer, answer.length, wks.length);
    longer[7] = 1; // one answer

    assertThat(read(answer)).isNotNull();
    assertThat(read(longer)).isNull();
  }

  @RepeatedTest(20)
  void whateverComesIsAnAnswerOrNone() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = MangledAnswers.next(random, query.wire());
      try {
        Message answer = read(bytes);
        if (answer != null) {
          assertThat(answer.getHeader().getID()).isEqualTo(query.id());
        }
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private @Nullable Message read(byte[] answer) {
    return query.answeredBy(ByteBuffer.wrap(answer));
  }
}
