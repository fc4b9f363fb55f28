package io.sidecart.pipelines.options;

import io.sidecart.model.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Times on the command line: dates, times of ISO 8601, or numbers of days; in UTC. */
public final class TimeOption {
  private final LocalDate dayZero;

  private TimeOption(LocalDate dayZero) {
    this.dayZero = dayZero;
  }

  /**
   * Reads times of data whose day 0 is this date.
   *
   * @param dayZero what --dayZero says
   * @throws UsageException if that is no date
   */
  public static TimeOption from(String dayZero) {
    try {
      return new TimeOption(LocalDate.parse(dayZero));
    } catch (DateTimeException e) {
      throw new UsageException("--dayZero=" + dayZero + " is not a date such as 2000-01-01");
    }
  }

  /**
   * The time that an option says; null where it says nothing.
   *
   * @param option its name, without dashes
   * @throws UsageException if that is no time
   */
  public @Nullable Instant parse(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      if (text.matches("-?\\d{1,7}")) {
        return startOf(dayZero.plusDays(Integer.parseInt(text)));
      }
      if (text.length() == 10) {
        return startOf(LocalDate.parse(text));
      }
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime withOffset
          ? withOffset.toInstant()
          : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--%s=%s is neither a date such as 2011-11-11, nor a time such as 2011-11-11T08:30:00Z,"
                  .formatted(option, text)
              + " nor the number of a day");
    }
  }

  private static Instant startOf(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
