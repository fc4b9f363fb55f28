package io.sidecart.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sidecart.model.ParseResult.Parsed;
import io.sidecart.model.ParseResult.Rejected;
import io.sidecart.model.ids.IdDictionary;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CartEventParserTest {
  private static final EventId ID = new EventId("cart", 2, 77);
  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final String WELL_FORMED =
      "{\"user_id\":1645,\"item_id\":9416653,\"quantity\":1,\"sales_value\":4.99}";

  private final CartEventParser parser = new CartEventParser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // As the shop writes it, and in other orders and spacings.
        "{'user_id':1645,'item_id':9416653,'quantity':1,'sales_value':4.99} | 1645 | 9416653 | 1 | 4.99",
        "{'sales_value':4.99,'quantity':1,'item_id':9416653,'user_id':1645} | 1645 | 9416653 | 1 | 4.99",
        "` {  'user_id' : 1 , 'item_id':2,\t'quantity':3,'sales_value':4.5 } ` | 1 | 2 | 3 | 4.5",
        // The ends of the ranges.
        "{'user_id':0,'item_id':0,'quantity':1,'sales_value':1e-9} | 0 | 0 | 1 | 1e-9",
        "{'user_id':2147483647,'item_id':2147483647,'quantity':2147483647,'sales_value':1e12}"
            + " | 2147483647 | 2147483647 | 2147483647 | 1e12",
        // A price may be written as a whole number or with an exponent.
        "{'user_id':1,'item_id':2,'quantity':3,'sales_value':4} | 1 | 2 | 3 | 4",
        "{'user_id':1,'item_id':2,'quantity':3,'sales_value':12345678901} | 1 | 2 | 3 | 12345678901",
        "{'user_id':1,'item_id':2,'quantity':3,'sales_value':1.25E+2} | 1 | 2 | 3 | 125",
        // Unknown fields of any kind, twice even.
        "{'a':null,'user_id':1,'b':[1,{'user_id':9}],'item_id':2,'quantity':3,'sales_value':4,'a':{}}"
            + " | 1 | 2 | 3 | 4",
        "{'user_id':1,'item_id':2,'quantity':3,'sales_value':4,'name':'crème brûlée 🍮'}"
            + " | 1 | 2 | 3 | 4",
      })
  void readsAnEvent(String json, int userId, int itemId, int quantity, double salesValue) {
    ParseResult result = parser.parse(message(json.replace('\'', '"')));

    assertThat(result)
        .isEqualTo(new Parsed(new CartEvent(ID, TIME, userId, itemId, quantity, salesValue)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | empty | the value holds nothing but white space",
        "` \t\n ` | empty | the value holds nothing but white space",
        "hello | not-json | byte 5: Unrecognized token 'hello'",
        "{user_id:1} | not-json | was expecting double-quote to start field name",
        "{'user_id':01} | not-json | Leading zeroes not allowed",
        "{'user_id' 1} | not-json | was expecting a colon",
        "{'user_id':1,} | not-json | was expecting double-quote to start field name",
        "{'user_id':1] | not-json | Unexpected close marker",
        "{'user_id':1645,'item_id':94 | truncated | the value ends within the object",
        "{ | truncated | the value ends within the object",
        "[{'user_id':1}] | not-an-object | the value is an array, no object",
        "12 | not-an-object | the value is 12, no object",
        "'text' | not-an-object | the value is \"text\", no object",
        "null | not-an-object | the value is null, no object",
        "{'user_id':1,'item_id':2,'quantity':3,'sales_value':4} x | trailing-text | at byte 55",
        "{'user_id':1,'item_id':2,'quantity':3,'sales_value':4}{} | trailing-text | at byte 54",
        "{} | missing-field | user_id is missing",
        "{'user_id':1,'quantity':3,'sales_value':4} | missing-field | item_id is missing",
        "{'user_id':1,'item_id':2,'sales_value':4} | missing-field | quantity is missing",
        "{'user_id':1,'item_id':2,'quantity':3} | missing-field | sales_value is missing",
        "{'USER_ID':1,'item_id':2,'quantity':3,'sales_value':4} | missing-field | user_id is missing",
        "{'user_id':null} | null-field | user_id is null",
        "{'sales_value':null} | null-field | sales_value is null",
        "{'user_id':1,'user_id':1} | duplicate-field | user_id stands there twice",
        "{'sales_value':1,'sales_value':2} | duplicate-field | sales_value stands there twice",
        "{'user_id':'1645'} | wrong-type | user_id is \"1645\", not a whole number",
        "{'item_id':true} | wrong-type | item_id is true, not a whole number",
        "{'item_id':[2]} | wrong-type | item_id is an array, not a whole number",
        "{'quantity':{}} | wrong-type | quantity is an object, not a whole number",
        "{'quantity':1.5} | wrong-type | quantity is 1.5, not a whole number",
        "{'quantity':1.0} | wrong-type | quantity is 1.0, not a whole number",
        "{'quantity':NaN} | wrong-type | quantity is NaN, not a whole number",
        "{'sales_value':'4.99'} | wrong-type | sales_value is \"4.99\", not a number",
        "{'user_id':-1} | out-of-range | user_id is -1, it must be from 0 to 2147483647",
        "{'item_id':2147483648} | out-of-range | item_id is 2147483648, it must be from 0",
        "{'item_id':99999999999999999999} | out-of-range | item_id is 99999999999999999999, it must",
        "{'quantity':0} | out-of-range | quantity is 0, it must be from 1 to 2147483647",
        "{'quantity':-3} | out-of-range | quantity is -3, it must be from 1",
        "{'sales_value':0} | out-of-range | sales_value is 0, it must be more than 0",
        "{'sales_value':-0.0} | out-of-range | sales_value is -0.0, it must be more than 0",
        "{'sales_value':-4.99} | out-of-range | sales_value is -4.99, it must be more than 0",
        "{'sales_value':NaN} | out-of-range | sales_value is NaN, it must be more than 0",
        "{'sales_value':Infinity} | out-of-range | sales_value is Infinity, it must be more than 0",
        "{'sales_value':1e400} | out-of-range | sales_value is 1e400, it must be more than 0",
        "{'sales_value':1.1e12} | out-of-range | sales_value is 1.1e12, it must be more than 0 and at"
            + " most 1.0E12",
      })
  void rejects(String json, String reason, String detail) {
    ParseResult result = parser.parse(message(json.replace('\'', '"')));

    assertThat(result).isInstanceOf(Rejected.class);
    Rejected rejected = (Rejected) result;
    assertThat(rejected.reason().label()).isEqualTo(reason);
    assertThat(rejected.detail().replace('"', '\'')).contains(detail.replace('"', '\''));
    assertThat(rejected.detail().lines()).hasSize(1);
  }

  @Test
  void showsALineBreakWithinOneLine() {
    assertThat(parser.parse(message("{\"sales_value\":\"4\\n9\"}")))
        .isEqualTo(
            new Rejected(RejectReason.WRONG_TYPE, "sales_value is \"4\\u000a9\", not a number"));
    assertThat(reasonOf("{\"sales_value\":\"4\n9\"}")).isEqualTo(RejectReason.NOT_JSON);
  }

  @Test
  void rejectsATombstone() {
    ParseResult result = parser.parse(new Message(ID, TIME, null, null));

    assertThat(result).isEqualTo(new Rejected(RejectReason.EMPTY, "the value is null"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_700_000_000L, 1_700_000_000_123_456L, 1_700_000_000_123_456_789L})
  void rejectsAMessageOfNoTimeOrOfAnotherUnit(long timestamp) {
    Message message =
        new Message(ID, Instant.ofEpochMilli(timestamp), null, WELL_FORMED.getBytes(UTF_8));

    assertThat(parser.parse(message))
        .isEqualTo(
            new Rejected(
                RejectReason.TIMESTAMP_OUT_OF_RANGE,
                "the message's timestamp is "
                    + timestamp
                    + " ms, it must be from 1971-01-01T00:00:00Z to a day from now"));
  }

  @Test
  void rejectsAMessageOfMoreThanADayAhead() {
    CartEventParser then = new CartEventParser(1_000, null, null, () -> TIME);
    byte[] value = WELL_FORMED.getBytes(UTF_8);
    Instant tomorrow = TIME.plus(Duration.ofDays(1));

    assertThat(then.parse(new Message(ID, tomorrow, null, value))).isInstanceOf(Parsed.class);
    assertThat(then.parse(new Message(ID, tomorrow.plusMillis(1), null, value)))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.reason()).isEqualTo(RejectReason.TIMESTAMP_OUT_OF_RANGE));
  }

  @Test
  void rejectsEachPartOfAMessageAsTruncated() {
    for (int length = 1; length < WELL_FORMED.length(); length++) {
      String part = WELL_FORMED.substring(0, length);
      // A number that ends with its point is wrong whatever may follow.
      RejectReason expected = part.endsWith(".") ? RejectReason.NOT_JSON : RejectReason.TRUNCATED;

      assertThat(reasonOf(part)).as(part).isEqualTo(expected);
    }
  }

  @Test
  void rejectsTextInOtherEncodings() {
    String json = WELL_FORMED.replace("}", ",\"name\":\"crème\"}");

    assertThat(reasonOf(json.getBytes(ISO_8859_1))).isEqualTo(RejectReason.NOT_UTF8);
    assertThat(reasonOf(json.getBytes(UTF_16))).isEqualTo(RejectReason.NOT_UTF8);
    assertThat(reasonOf(WELL_FORMED.getBytes(UTF_16BE))).isEqualTo(RejectReason.NOT_JSON);
  }

  @Test
  void rejectsBytesThatOnlyLookLikeUtf8() {
    byte[] surrogate = "{\"name\":\"###\"}".getBytes(UTF_8);
    surrogate[9] = (byte) 0xED;
    surrogate[10] = (byte) 0xA0;
    surrogate[11] = (byte) 0x80;

    assertThat(reasonOf(surrogate)).isEqualTo(RejectReason.NOT_UTF8);
  }

  @Test
  void takesAMessageOfTheLimitAndRejectsALargerOne() {
    String json =
        WELL_FORMED + " ".repeat(CartEventParser.DEFAULT_MAX_BYTES - WELL_FORMED.length());

    assertThat(parser.parse(message(json))).isInstanceOf(Parsed.class);
    assertThat(parser.parse(message(json + " ")))
        .isEqualTo(
            new Rejected(
                RejectReason.TOO_LARGE, "the value has 1048577 bytes, the most is 1048576"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"#\"", "#", "{\"#\":1}", "{\"user_id\":\"#\"}", "{\"user_id\":#}", "{\"a\":#}"})
  void neverShowsAllOfALongValue(String json) {
    Message message = message(json.replace("#", "é".repeat(100_000)));

    Rejected rejected = (Rejected) parser.parse(message);

    assertThat(rejected.detail()).hasSizeLessThan(250);
  }

  @Test
  void rejectsNumbersAndNestingWithoutEnd() {
    assertThat(reasonOf("{\"user_id\":" + "9".repeat(100_000) + "}"))
        .isEqualTo(RejectReason.TOO_LARGE);
    assertThat(reasonOf("{\"a\":" + "[".repeat(100_000))).isEqualTo(RejectReason.TOO_LARGE);
  }

  @Test
  void survivesAnyDamage() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      byte[] damaged = WELL_FORMED.getBytes(UTF_8);
      for (int j = 0; j <= random.nextInt(3); j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));

      assertThat(parser.parse(new Message(ID, TIME, null, cut))).isNotNull();
    }
  }

  @Test
  void refusesALimitThatLetsNothingPass() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CartEventParser(0))
        .withMessage("maxBytes is 0, it must be at least 1");
  }

  private @Nullable RejectReason reasonOf(String json) {
    return reasonOf(json.getBytes(UTF_8));
  }

  private @Nullable RejectReason reasonOf(byte[] value) {
    return parser.parse(new Message(ID, TIME, null, value)) instanceof Rejected rejected
        ? rejected.reason()
        : null;
  }

  @ParameterizedTest
  @CsvSource({"'85123A',0,85123A", "71053,1,71053", "' 85123A ',0,85123A", "'85123B',-1,85123B"})
  void idsThatAreTextHaveTheirNumberWhereTheyHaveOne(String id, int number, String text) {
    CartEventParser texts =
        new CartEventParser(1_000, null, IdDictionary.of(List.of("85123A", "71053")));
    String value = id.matches("\\d+") ? id : '"' + id + '"';

    ParseResult result =
        texts.parse(
            message("{\"user_id\":1,\"item_id\":" + value + ",\"quantity\":2,\"sales_value\":3}"));

    assertThat(result).isEqualTo(new Parsed(new CartEvent(ID, TIME, 1, number, 2, 3, null, text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"\"|out-of-range", "1.5|wrong-type", "null|null-field", "{}|wrong-type"})
  void whatIsNoTextIsNoId(String id, String reason) {
    CartEventParser texts = new CartEventParser(1_000, null, IdDictionary.empty());

    ParseResult result = texts.parse(message("{\"item_id\":" + id + "}"));

    assertThat(((Rejected) result).reason().label()).isEqualTo(reason);
  }

  private static Message message(String json) {
    return new Message(ID, TIME, null, json.getBytes(UTF_8));
  }
}
