package dev.linkflux.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** However a body is cut into pieces, the text is found where it is complete, and nowhere else. */
class TextSearchTest {
  @Test
  void aTextIsFoundWhereItsLastByteCameIn() {
    assertThat(foundAfter("ok", "o", "k")).isEqualTo(2);
    assertThat(foundAfter("aab", "a", "aa", "ab")).isEqualTo(3);
    assertThat(foundAfter("aabaaab", "aabaabaaab")).isEqualTo(1);
    assertThat(foundAfter("ok", "o", "xk")).isEqualTo(-1);
  }

  @Test
  void aTextIsLookedForAsUtf8EvenWhenACharacterIsCut() {
    TextSearch search = new TextSearch("gr\u00fc\u00df");
    byte[] body = "\u00fcgr\u00fc\u00df".getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < body.length; at++) {
      boolean found = search.isIn(Unpooled.wrappedBuffer(body, at, 1), 1);
      assertThat(found).as("at byte %d", at).isEqualTo(at == body.length - 1);
    }
  }

  @Test
  void noMoreOfAPieceIsLookedAtThanAllowed() {
    TextSearch search = new TextSearch("ok");

    assertThat(search.isIn(Unpooled.copiedBuffer("ok", StandardCharsets.UTF_8), 1)).isFalse();
  }

  @Test
  void aPieceIsNotConsumed() {
    var piece = Unpooled.copiedBuffer("xxokxx", StandardCharsets.UTF_8).skipBytes(1);

    assertThat(new TextSearch("ok").isIn(piece, 5)).isTrue();
    assertThat(piece.readerIndex()).isEqualTo(1);
  }

  @Test
  void itAgreesWithTheSearchOfStrings() {
    for (long seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String text = letters(random, 1 + random.nextInt(8));
      StringBuilder body = new StringBuilder();
      TextSearch search = new TextSearch(text);
      boolean found = false;
      while (!found && body.length() < 60) {
        String piece = letters(random, random.nextInt(6));
        body.append(piece);
        found = search.isIn(Unpooled.copiedBuffer(piece, StandardCharsets.UTF_8), piece.length());
        assertThat(found)
            .as("seed %d: %s in %s", seed, text, body)
            .isEqualTo(body.indexOf(text) >= 0);
      }
    }
  }

  /** Two letters only, so that almost-matches are many. */
  private static String letters(SplittableRandom random, int length) {
    StringBuilder letters = new StringBuilder();
    for (int at = 0; at < length; at++) {
      letters.append(random.nextBoolean() ? 'a' : 'b');
    }
    return letters.toString();
  }

  private static int foundAfter(String text, String... pieces) {
    TextSearch search = new TextSearch(text);
    for (int at = 0; at < pieces.length; at++) {
      byte[] bytes = pieces[at].getBytes(StandardCharsets.UTF_8);
      if (search.isIn(Unpooled.wrappedBuffer(bytes), bytes.length)) {
        return at + 1;
      }
    }
    return -1;
  }
}
