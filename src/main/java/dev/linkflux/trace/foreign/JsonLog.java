package dev.linkflux.trace.foreign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log in JSON that is read token by token; only pieces of it are held. */
abstract class JsonLog implements Log {
  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder().maxNestingDepth(100).maxStringLength(1 << 20).build();

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .streamReadConstraints(BOUNDS)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final InputStream in;
  private @Nullable JsonParser parser;
  private boolean ended;
  private long line;
  private long bytes;
  private @Nullable String damage;

  JsonLog(InputStream in) {
    this.in = in;
  }

  /**
   * Takes a token of the outermost level, and what belongs to it.
   *
   * @throws IOException if the text is no JSON from here on
   */
  abstract void piece(JsonToken token, JsonParser parser, Consumer<? super Entry> into)
      throws Unclear, IOException;

  /** There is nothing more. */
  void end(Consumer<? super Entry> into) throws Unclear {}

  @Override
  public final boolean next(Consumer<? super Entry> into) throws Unclear {
    if (ended) {
      return false;
    }
    try {
      JsonParser open = parser == null ? MAPPER.createParser(in) : parser;
      parser = open;
      JsonToken token = open.nextToken();
      line = open.currentTokenLocation().getLineNr();
      bytes = Math.max(bytes, open.currentLocation().getByteOffset());
      if (token == null) {
        ended = true;
        end(into);
      } else {
        piece(token, open, into);
      }
    } catch (IOException e) {
      ended = true;
      end(into);
      throw refused(e);
    }
    return true;
  }

  private Unclear refused(IOException e) {
    return switch (e) {
      case JsonProcessingException it when it.getOriginalMessage().contains("end-of-input") ->
          new Unclear("cut off: what began here has no end");
      case JsonParseException it -> new Unclear("no JSON from here on: " + it.getOriginalMessage());
      case StreamConstraintsException it ->
          new Unclear("no log from here on: " + it.getOriginalMessage());
      default -> {
        damage = String.valueOf(e.getMessage());
        yield new Unclear("cannot be read on: " + damage);
      }
    };
  }

  /** A number of that object, as a whole one of a unit that is smaller by so many digits. */
  static long scaled(JsonNode object, String name, int digits) throws Unclear {
    JsonNode node = object.path(name);
    if (!node.isNumber()) {
      throw new Unclear(name + ": a number expected");
    }
    return Decimal.scaled(node.decimalValue(), digits);
  }

  @Override
  public final long line() {
    return line;
  }

  @Override
  public final long bytes() {
    return bytes;
  }

  @Override
  public final @Nullable String damage() {
    return damage;
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }
}
