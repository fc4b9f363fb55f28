package io.sidecart.model.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.ids.IdDictionary;
import io.sidecart.model.ids.IdSource;
import io.sidecart.model.ids.TextIds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseRowsTest {
  private static final PurchaseRows ROWS =
      new PurchaseRows(
          Column.required("userColumn", "user_id"),
          Column.required("itemColumn", "item_id"),
          Column.required("quantityColumn", "quantity"),
          Column.optional("salesValueColumn", "sales_value"),
          Column.optional("basketColumn", "basket_id"),
          Column.optional("timeColumn", "day"),
          new TimeFormat(LocalDate.of(2000, 1, 1), null));

  private static final RowParser<Purchase> PARSER = parser("user_id,item_id,quantity,sales_value");

  @Test
  void aRowIsReadWhereverItsColumnsStand() {
    RowParser<Purchase> parser = parser("day,sales_value,quantity,item_id,user_id,basket_id");

    assertThat(parser.parse("p.csv", 7, cells("3,4.5,2,9,1,b1")))
        .isEqualTo(
            new ParsedRow.Kept<>(
                new Purchase(
                    "p.csv", 7, 1, 9, 2, 4.5, "b1", Instant.parse("2000-01-04T00:00:00Z"))));
  }

  @Test
  void basketAndTimeMayBeAbsent() {
    assertThat(PARSER.parse("p.csv", 2, cells("1,2,3,4.5")))
        .isEqualTo(new ParsedRow.Kept<>(new Purchase("p.csv", 2, 1, 2, 3, 4.5, null, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,0,4.5|quantity-not-positive",
        "1,2,-3,4.5|returned",
        "1,2,3,0.00|sales-value-not-positive",
        "1,2,3,-1|sales-value-not-positive",
        "1,2,0,0|quantity-not-positive",
        ",2,3,4.5|no-user",
      })
  void aRowOfNothingIsDropped(String row, String reason) {
    assertThat(PARSER.parse("p.csv", 2, cells(row))).isEqualTo(new ParsedRow.Dropped<>(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,2,3,4.5|not-a-number|user_id is not a whole number: 'x'",
        "1,85123A,3,4.5|not-a-number|item_id is not a whole number: '85123A'",
        "1,2,3.5,4.5|not-a-number|quantity is not a whole number: '3.5'",
        "99999999999,2,3,4.5|out-of-range|user_id has more than 32 bits: '99999999999'",
        "-1,2,3,4.5|out-of-range|user_id is below 0: '-1'",
        "1,2,3,NaN|not-a-number|sales_value is not a number: 'NaN'",
        "1,2,3,1f|not-a-number|sales_value is not a number: '1f'",
        "1,2,3,--|not-a-number|sales_value is not a number: '--'",
        "1,2,3,1e300|out-of-range|sales_value is no amount: '1e300'",
        "1,2,3,1e999|out-of-range|sales_value is no amount: '1e999'",
        "1,,3,4.5|empty-cell|item_id is empty: ''",
      })
  void aBadCellIsNamedWithItsValue(String row, String reason, String detail) {
    assertThat(PARSER.parse("p.csv", 2, cells(row)))
        .isEqualTo(new ParsedRow.Malformed<>(new ParsedRow.Fault(reason, detail)));
  }

  @Test
  void withoutASalesValueItIsTheUnitPriceTimesTheQuantity() {
    RowParser<Purchase> parser =
        ROWS.withUnitPrice(Column.optional("unitPriceColumn", "UnitPrice"))
            .parserOf(new Header(cells("user_id,item_id,quantity,UnitPrice")));

    assertThat(parser.parse("p.csv", 2, cells("1,2,6,2.55")))
        .isEqualTo(new ParsedRow.Kept<>(new Purchase("p.csv", 2, 1, 2, 6, 15.3, null, null)));
    assertThat(parser.parse("p.csv", 2, cells("1,2,6,0")))
        .isEqualTo(new ParsedRow.Dropped<>("sales-value-not-positive"));
  }

  @Test
  void whereBothStandTheSalesValueCounts() {
    RowParser<Purchase> parser =
        ROWS.withUnitPrice(Column.optional("unitPriceColumn", "unit_price"))
            .parserOf(new Header(cells("user_id,item_id,quantity,unit_price,sales_value")));

    assertThat(parser.parse("p.csv", 2, cells("1,2,6,2.55,9")))
        .isEqualTo(new ParsedRow.Kept<>(new Purchase("p.csv", 2, 1, 2, 6, 9, null, null)));
  }

  @Test
  void anAmountOfManyIsNoLargerThanOneOfMoney() {
    RowParser<Purchase> parser =
        ROWS.withUnitPrice(Column.optional("unitPriceColumn", "unit_price"))
            .parserOf(new Header(cells("user_id,item_id,quantity,unit_price")));

    assertThat(parser.parse("p.csv", 2, cells("1,2,2000000000,1000")))
        .isEqualTo(
            new ParsedRow.Malformed<>(
                new ParsedRow.Fault(
                    "out-of-range", "unit_price is no price of 2000000000: '1000'")));
  }

  @Test
  void aSalesValueThatIsNamedIsNotReplacedByAPrice() {
    PurchaseRows named =
        new PurchaseRows(
            Column.required("userColumn", "user_id"),
            Column.required("itemColumn", "item_id"),
            Column.required("quantityColumn", "quantity"),
            Column.required("salesValueColumn", "netamount"),
            Column.optional("basketColumn", "basket_id"),
            Column.optional("timeColumn", "day"),
            new TimeFormat(LocalDate.EPOCH, null));

    assertThatThrownBy(
            () ->
                named.parserOf(new Header(cells("user_id,item_id,quantity,net_amount,unit_price"))))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("there is no column netamount");
  }

  @Test
  void idsPaddedWithZerosAreThoseWithout() {
    RowParser<Purchase> parser =
        ROWS.withTextIds(new TextIds(null, source("A1", "A2")))
            .parserOf(new Header(cells("user_id,item_id,quantity,sales_value")));

    assertThat(parser.parse("p.csv", 2, cells("1,A2\0\0,3,4.5")))
        .isEqualTo(new ParsedRow.Kept<>(new Purchase("p.csv", 2, 1, 1, 3, 4.5, null, null)));
  }

  @Test
  void aTableWithoutAnyPriceIsRefused() {
    assertThatThrownBy(() -> parser("user_id,item_id,quantity"))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("there is no column sales_value (--salesValueColumn names it)");
  }

  @Test
  void aQuantityThatIsTooLargeIsDroppedOnRequest() {
    RowParser<Purchase> parser =
        ROWS.withMaxQuantity(999)
            .parserOf(new Header(cells("user_id,item_id,quantity,sales_value")));

    assertThat(parser.parse("p.csv", 2, cells("1,2,1000,4.5")))
        .isEqualTo(new ParsedRow.Dropped<>("quantity-too-large"));
    assertThat(parser.parse("p.csv", 2, cells("1,2,999,4.5"))).isInstanceOf(ParsedRow.Kept.class);
  }

  @Test
  void idsThatAreTextHaveTheNumberOfTheDictionary() {
    RowParser<Purchase> parser =
        ROWS.withTextIds(new TextIds(null, source("71053", "85123A")))
            .parserOf(new Header(cells("user_id,item_id,quantity,sales_value")));

    assertThat(parser.parse("p.csv", 2, cells("1,85123A,3,4.5")))
        .isEqualTo(new ParsedRow.Kept<>(new Purchase("p.csv", 2, 1, 1, 3, 4.5, null, null)));
    assertThat(parser.parse("p.csv", 2, cells("1,85123B,3,4.5")))
        .isEqualTo(
            new ParsedRow.Malformed<>(
                new ParsedRow.Fault("not-in-the-dictionary", "item_id has no number: '85123B'")));
  }

  private static IdSource source(String... texts) {
    return () ->
        new IdSource.Opened() {
          @Override
          public IdDictionary dictionary() {
            return IdDictionary.of(List.of(texts));
          }

          @Override
          public void close() {}
        };
  }

  @ParameterizedTest
  @CsvSource({
    "711,2001-12-12T00:00:00Z",
    "2010-12-01,2010-12-01T00:00:00Z",
    "2010-12-01 08:26:00,2010-12-01T08:26:00Z",
    "2010-12-01T08:26:00+02:00,2010-12-01T06:26:00Z",
    "2010-12-01T08:26:00.123456Z,2010-12-01T08:26:00.123Z",
  })
  void aTimeIsADayNumberOrIso(String text, String time) {
    assertThat(timeOf(parser("user_id,item_id,quantity,sales_value,day"), text))
        .isEqualTo(Instant.parse(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2010-13-01", "99999999999", "-", "1:30"})
  void whatIsNoTimeIsMalformed(String text) {
    RowParser<Purchase> parser = parser("user_id,item_id,quantity,sales_value,day");

    assertThat(parser.parse("p.csv", 2, cells("1,2,3,4.5," + text)))
        .isInstanceOf(ParsedRow.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aBlankTimeIsNoTime(String text) {
    assertThat(timeOf(parser("user_id,item_id,quantity,sales_value,day"), text)).isNull();
  }

  @Test
  void aPatternReadsAnyOtherTime() {
    assertThat(timeOf(byPattern("d/M/yyyy H:mm"), "1/12/2010 8:26"))
        .isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
  }

  @Test
  void aPatternMayTellAZone() {
    assertThat(timeOf(byPattern("yyyy-MM-dd HH:mm VV"), "2010-07-01 08:26 Europe/Berlin"))
        .isEqualTo(Instant.parse("2010-07-01T06:26:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 February 2011", "3 May 2011"})
  void aPatternReadsNamesOfMonthsInFull(String text) {
    assertThat(timeOf(byPattern("d MMMM yyyy"), text))
        .isBefore(Instant.parse("2011-05-04T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d/M/yyyy h:mm a|1/12/2010 8:26 PM|2010-12-01T20:26:00Z",
        "d.M.yy H:mm|1.12.10 20:26|2010-12-01T20:26:00Z",
        "dd-MMM-yyyy|01-Dec-2010|2010-12-01T00:00:00Z",
        "uuuu-MM-dd HH:mm:ss.S|2010-12-01 20:26:05.7|2010-12-01T20:26:05.7Z",
        "EEE MMM dd HH:mm:ss zzz yyyy|Wed Dec 01 20:26:05 UTC 2010|2010-12-01T20:26:05Z",
        "yyyy-MM-dd[ HH:mm]|2010-12-01|2010-12-01T00:00:00Z",
        "[d/M/yyyy][yyyy-MM-dd]|2010-12-01|2010-12-01T00:00:00Z",
      })
  void aPatternReadsWhatItNames(String pattern, String text, String time) {
    assertThat(timeOf(byPattern(pattern), text)).isEqualTo(Instant.parse(time));
  }

  @ParameterizedTest
  @CsvSource({"d/M/yyyy,31/02/2011", "d/M/yy,30/2/11", "d/M/yyyy H:mm,1/2/2011 24:00"})
  void aDayThatDoesNotExistIsMalformed(String pattern, String text) {
    assertThat(byPattern(pattern).parse("p.csv", 2, cells("1,2,3,4.5," + text)))
        .isEqualTo(
            new ParsedRow.Malformed<Purchase>(
                new ParsedRow.Fault("not-a-time", "when is not a time: '" + text + "'")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"d/M/yyyy h:mm", "d/M/yyyy K:mm:ss", "d/M/yyyy H:ss", "d/M/yyyy mm"})
  void aPatternThatLosesTheTimeOfDayIsRefused(String pattern) {
    assertThatThrownBy(() -> byPattern(pattern))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "--timePattern='" + pattern + "' does not tell the time that it names: it reads '")
        .hasMessageEndingWith("' as 2011-10-25T00:00:00Z (h needs a)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"YYYY-MM-dd", "HH:mm", "MM/yyyy"})
  void aPatternThatTellsNoDayIsRefused(String pattern) {
    assertThatThrownBy(() -> byPattern(pattern))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--timePattern='" + pattern + "' tells no time: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00", "1970-12-31", "-999999999-01-01T00:00:00"})
  void aTimeOfAClockThatWasNeverSetIsMalformed(String text) {
    RowParser<Purchase> parser = parser("user_id,item_id,quantity,sales_value,day");

    assertThat(parser.parse("p.csv", 2, cells("1,2,3,4.5," + text)))
        .isEqualTo(
            new ParsedRow.Malformed<Purchase>(
                new ParsedRow.Fault("out-of-range", "day is before 1971: '" + text + "'")));
  }

  @Test
  void aTimeThatIsNotPastIsMalformed() {
    RowParser<Purchase> parser = parser("user_id,item_id,quantity,sales_value,day");

    assertThat(parser.parse("p.csv", 2, cells("1,2,3,4.5,9999-12-31")))
        .isEqualTo(
            new ParsedRow.Malformed<Purchase>(
                new ParsedRow.Fault("out-of-range", "day is not past: '9999-12-31'")));
  }

  private static RowParser<Purchase> byPattern(String pattern) {
    return new PurchaseRows(
            ROWS.user(),
            ROWS.item(),
            ROWS.quantity(),
            ROWS.salesValue(),
            ROWS.basket(),
            Column.required("timeColumn", "when"),
            new TimeFormat(LocalDate.EPOCH, pattern))
        .parserOf(new Header(cells("user_id,item_id,quantity,sales_value,when")));
  }

  private static Instant timeOf(RowParser<Purchase> parser, String text) {
    ParsedRow<Purchase> row = parser.parse("p.csv", 2, cells("1,2,3,4.5," + text));
    assertThat(row).asInstanceOf(type(ParsedRow.Kept.class)).isNotNull();
    return ((ParsedRow.Kept<Purchase>) row).value().boughtAt();
  }

  private static RowParser<Purchase> parser(String header) {
    return ROWS.parserOf(new Header(cells(header)));
  }

  private static List<String> cells(String row) {
    return Arrays.asList(row.split(",", -1));
  }
}
