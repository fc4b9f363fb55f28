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
import org.jspecify.annotations.Nullable;

/**
 * How a column tells the time: by the number of a day, by ISO 8601, or by a pattern. A time without
 * an offset or a zone is UTC.
 *
 * @param dayZero the date of day 0, for columns of day numbers
 * @param pattern of {@link DateTimeFormatter}, by which the 31st of February is no time; null for
 *     day numbers and ISO 8601
 */
public record TimeFormat(LocalDate dayZero, @Nullable String pattern) implements Serializable {
  private static final int LARGEST_DAY = 100_000;

  /**
   * @throws UsageException if the pattern is none, or one that does not tell what it names
   */
  public TimeFormat {
    if (pattern != null) {
      TimePattern unused = TimePattern.of(pattern);
    }
  }

  /** A reader of the times of one file. */
  Parser parser() {
    return new Parser(dayZero, pattern == null ? null : TimePattern.of(pattern), Instant.now());
  }

  /** Remembers the last text, since the rows of a basket stand together. */
  static final class Parser {
    private final LocalDate dayZero;
    private final @Nullable TimePattern pattern;
    private final Instant now;
    private String lastText = "";
    private Instant lastTime = Instant.EPOCH;

    private Parser(LocalDate dayZero, @Nullable TimePattern pattern, Instant now) {
      this.dayZero = dayZero;
      this.pattern = pattern;
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
        if (pattern != null) {
          return pattern.parse(text);
        }
        if (isWholeNumber(text)) {
          return day(column, text);
        }
        return TimePattern.instant(
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

    private static boolean isWholeNumber(String text) {
      int start = text.startsWith("-") ? 1 : 0;
      return text.length() > start && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }
  }
}
