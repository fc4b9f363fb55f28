package io.sidecart.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.sidecart.model.ParseResult.Parsed;
import io.sidecart.model.ParseResult.Rejected;
import io.sidecart.model.ids.IdDictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Turns the value of a message into an event, or says in one line why it is none.
 *
 * <p>A value is one JSON object in UTF-8 with at least {@code user_id} (0 to 2147483647), {@code
 * item_id} (the same), {@code quantity} (1 to 2147483647) and {@code sales_value} (greater than 0,
 * at most {@value CartEventReader#MAX_SALES_VALUE}), in any order; other fields are ignored. The
 * message's own time must be one of those that {@link EventTime} believes.
 *
 * <p>Where ids are text, they are strings of 1 to {@value CartEventReader#LONGEST_ID} characters,
 * or whole numbers. One that the dictionary does not hold makes an event all the same, of which no
 * more is known.
 *
 * <p>Safe for use by many threads.
 */
public final class CartEventParser {
  /** The largest value that is read unless told otherwise: 1 MiB. */
  public static final int DEFAULT_MAX_BYTES = 1 << 20;

  private static final int LONGEST_MESSAGE = 160;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Field names come from outside: they must not pile up in the JVM's table of strings.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          // NaN is read, so that its rejection can name the field.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final int maxBytes;
  private final InstantSource clock;
  private final @Nullable IdDictionary users;
  private final @Nullable IdDictionary items;

  public CartEventParser() {
    this(DEFAULT_MAX_BYTES);
  }

  /**
   * A parser of small values.
   *
   * @param maxBytes the largest value that is read, at least 1
   */
  public CartEventParser(int maxBytes) {
    this(maxBytes, null, null, InstantSource.system());
  }

  /**
   * A parser of ids that are text.
   *
   * @param maxBytes the largest value that is read, at least 1
   * @param users the numbers of users, null where their ids are whole numbers
   * @param items the numbers of items, null where their ids are whole numbers
   */
  public CartEventParser(int maxBytes, @Nullable IdDictionary users, @Nullable IdDictionary items) {
    this(maxBytes, users, items, InstantSource.system());
  }

  /**
   * @param clock by which a message comes from the future
   */
  CartEventParser(
      int maxBytes,
      @Nullable IdDictionary users,
      @Nullable IdDictionary items,
      InstantSource clock) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes is " + maxBytes + ", it must be at least 1");
    }
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.users = users;
    this.items = items;
  }

  /** Reads one message; throws nothing, whatever the message holds. */
  public ParseResult parse(Message message) {
    long millis = message.timestamp().toEpochMilli();
    if (!EventTime.isBelievable(millis, clock.millis())) {
      return new Rejected(
          RejectReason.TIMESTAMP_OUT_OF_RANGE,
          "the message's timestamp is "
              + millis
              + " ms, it must be from "
              + EventTime.FIRST
              + " to a day from now");
    }
    byte @Nullable [] value = message.value();
    if (value == null) {
      return new Rejected(RejectReason.EMPTY, "the value is null");
    }
    if (value.length > maxBytes) {
      return new Rejected(
          RejectReason.TOO_LARGE,
          "the value has " + value.length + " bytes, the most is " + maxBytes);
    }
    if (!Utf8.isWellFormed(value)) {
      return new Rejected(RejectReason.NOT_UTF8, "the value is no UTF-8 text");
    }
    if (startsLikeUtf16(value)) {
      return new Rejected(RejectReason.NOT_JSON, "the value begins with a zero byte");
    }
    try (JsonParser json = JSON.createParser(value)) {
      return readObject(json, message);
    } catch (StreamConstraintsException e) {
      return new Rejected(RejectReason.TOO_LARGE, Clip.of(e.getOriginalMessage(), LONGEST_MESSAGE));
    } catch (JsonProcessingException e) {
      return brokenJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException("An array in memory could not be read", e);
    }
  }

  /** Jackson would guess another encoding from such bytes, which are no JSON in UTF-8 anyway. */
  private static boolean startsLikeUtf16(byte[] value) {
    for (int i = 0; i < Math.min(4, value.length); i++) {
      if (value[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private ParseResult readObject(JsonParser json, Message message) throws IOException {
    JsonToken first = json.nextToken();
    if (first == null) {
      return new Rejected(RejectReason.EMPTY, "the value holds nothing but white space");
    }
    if (first != JsonToken.START_OBJECT) {
      return new Rejected(
          RejectReason.NOT_AN_OBJECT,
          "the value is " + CartEventReader.shown(json) + ", no object");
    }
    CartEventReader reader = new CartEventReader(users, items);
    @Nullable Rejected fault = reader.read(json);
    if (fault != null) {
      return fault;
    }
    if (hasMore(json)) {
      return new Rejected(
          RejectReason.TRAILING_TEXT,
          "text follows the object at byte " + json.getTokenLocation().getByteOffset());
    }
    @Nullable Rejected missing = reader.missing();
    return missing != null ? missing : new Parsed(reader.event(message));
  }

  private static boolean hasMore(JsonParser json) {
    try {
      return json.nextToken() != null;
    } catch (IOException trailingText) {
      return true;
    }
  }

  private static Rejected brokenJson(JsonProcessingException e) {
    // Jackson has a class for this, and does not use it everywhere.
    if (e instanceof JsonEOFException
        || e.getOriginalMessage().startsWith("Unexpected end-of-input")) {
      return new Rejected(RejectReason.TRUNCATED, "the value ends within the object");
    }
    String detail = "byte " + e.getLocation().getByteOffset() + ": " + e.getOriginalMessage();
    return new Rejected(RejectReason.NOT_JSON, Clip.of(detail, LONGEST_MESSAGE));
  }
}
