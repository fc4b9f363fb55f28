package io.sidecart.model.rows;

import io.sidecart.model.UsageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/** A pattern of {@link DateTimeFormatter}. A time without an offset or a zone is UTC. */
final class TimePattern {
  /** All that a pattern can name of it differs from what stands for what is not named. */
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2011, 10, 25, 14, 35, 47, 123_000_000, ZoneOffset.UTC);

  /** The finest first. */
  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.MILLIS, ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS);

  private final DateTimeFormatter formatter;

  private TimePattern(DateTimeFormatter formatter) {
    this.formatter = formatter;
  }

  /**
   * @throws UsageException if it is none, or one that does not tell a day, or what it names of the
   *     time of day
   */
  static TimePattern of(String pattern) {
    DateTimeFormatter formatter;
    try {
      formatter =
          new DateTimeFormatterBuilder()
              .appendPattern(pattern)
              // Without an era the years of yyyy are none where days that do not exist are refused.
              .parseDefaulting(ChronoField.ERA, 1)
              // The root locale has no full names of months and days.
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--timePattern='" + pattern + "' is not a pattern: " + e.getMessage());
    }
    TimePattern compiled = new TimePattern(formatter);
    compiled.check(pattern);
    return compiled;
  }

  /** Java reads 2:35 by h:mm as no time of day at all, since it may be in the afternoon. */
  private void check(String pattern) {
    String text = "";
    Instant read;
    try {
      text = formatter.format(SAMPLE);
      read = parse(text);
    } catch (DateTimeException e) {
      if (pattern.indexOf('[') >= 0) {
        // What is written holds all alternatives, one after the other.
        return;
      }
      throw new UsageException(
          "--timePattern='" + pattern + "' tells no time: it does not read '" + text + "'");
    }
    Duration lost = Duration.between(read, SAMPLE);
    if (lost.isNegative() || lost.compareTo(finest(text).getDuration()) >= 0) {
      throw new UsageException(
          "--timePattern='%s' does not tell the time that it names: it reads '%s' as %s (h needs a)"
              .formatted(pattern, text, read));
    }
  }

  /** What is named at the least. */
  private ChronoUnit finest(String text) {
    return UNITS.stream()
        .filter(unit -> !formatter.format(SAMPLE.plus(1, unit)).equals(text))
        .findFirst()
        .orElse(ChronoUnit.DAYS);
  }

  /**
   * The time of a text; where it tells a day alone, its beginning.
   *
   * @throws DateTimeException if it is none
   */
  Instant parse(String text) {
    return instant(
        formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
  }

  static Instant instant(TemporalAccessor time) {
    if (time instanceof ZonedDateTime withZone) {
      return withZone.toInstant();
    }
    return time instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : ((LocalDate) time).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
