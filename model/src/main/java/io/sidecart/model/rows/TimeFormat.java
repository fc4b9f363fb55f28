package io.sidecart.model.rows;

import io.sidecart.model.EventTime;
import io.sidecart.model.UsageException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a column tells the time: by the number of a day, by ISO 8601, or by a pattern. A time without
 * an offset or a zone is UTC.
 *
 * @param dayZero the date of day 0, for columns of day numbers
 * @param pattern of {@link DateTimeFormatter}; null for day numbers and ISO 8601
 */
public record TimeFormat(LocalDate dayZero, @Nullable String pattern) implements Serializable {
  private static final int LARGEST_DAY = 100_000;

  /**
   * @throws UsageException if the pattern is none
   */
  public TimeFormat {
    if (pattern != null) {
      DateTimeFormatter unused = compile(pattern);
    }
  }

  /** A reader of the times of one file. */
  Parser parser() {
    return new Parser(dayZero, pattern == null ? null : compile(pattern), Instant.now());
  }

  private static DateTimeFormatter compile(String pattern) {
    try {
      // The root locale has no full names of months and days.
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--timePattern='" + pattern + "' is not a pattern: " + e.getMessage());
    }
  }

  /** Remembers the last text, since the rows of a basket stand together. */
  static final class Parser {
    private final LocalDate dayZero;
    private final @Nullable DateTimeFormatter formatter;
    private final Instant now;
    private String lastText = "";
    private Instant lastTime = Instant.EPOCH;

    private Parser(LocalDate dayZero, @Nullable DateTimeFormatter formatter, Instant now) {
      this.dayZero = dayZero;
      this.formatter = formatter;
      this.now = now;
    }

    /** The time of a text that is not empty, to the millisecond. */
    Instant parse(String column, String text) throws MalformedCellException {
      if (!text.equals(lastText)) {
        Instant time = parseAnew(column, text);
        if (!EventTime.isBelievable(time, now)) {
          throw new MalformedCellException(
              "out-of-range",
              column,
              time.isBefore(EventTime.FIRST) ? "is before 1971" : "is not past",
              text);
        }
        lastTime = time.truncatedTo(ChronoUnit.MILLIS);
        lastText = text;
      }
      return lastTime;
    }

    private Instant parseAnew(String column, String text) throws MalformedCellException {
      try {
        if (formatter != null) {
          return instant(
              formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
        }
        if (isWholeNumber(text)) {
          return day(column, text);
        }
        return instant(
            text.length() > 10
                ? DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text.replaceFirst(" ", "T"), ZonedDateTime::from, LocalDateTime::from)
                : LocalDate.parse(text));
      } catch (DateTimeException e) {
        throw new MalformedCellException("not-a-time", column, "is not a time", text);
      }
    }

    private Instant day(String column, String text) throws MalformedCellException {
      // Up to 7 characters, so that the number cannot overflow.
      if (text.length() > 7 || Math.abs(Integer.parseInt(text)) > LARGEST_DAY) {
        throw new MalformedCellException(
            "out-of-range", column, "is not the number of a day", text);
      }
      return dayZero.plusDays(Integer.parseInt(text)).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant instant(TemporalAccessor time) {
      if (time instanceof ZonedDateTime withZone) {
        return withZone.toInstant();
      }
      return time instanceof LocalDateTime local
          ? local.toInstant(ZoneOffset.UTC)
          : ((LocalDate) time).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static boolean isWholeNumber(String text) {
      int start = text.startsWith("-") ? 1 : 0;
      return text.length() > start && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }
  }
}
