package io.sidecart.pipelines.split;

import io.sidecart.model.UsageException;
import java.util.Locale;

/**
 * What split is to do.
 *
 * @param fraction the share of history, 0 to 1
 * @param files how many files of history, at least 1
 * @param partitions of a new topic, at least 1
 * @param rate events a second, 0 for no bound
 * @param limit how many events to send, 0 for all
 * @param usesPurchaseTime whether messages carry the time of the purchase
 * @param whenFilled what to do with a topic that holds messages
 */
record SplitSettings(
    double fraction,
    By by,
    long seed,
    int files,
    String topic,
    int partitions,
    double rate,
    long limit,
    boolean usesPurchaseTime,
    WhenFilled whenFilled) {

  enum By {
    RANDOM,
    TIME
  }

  enum WhenFilled {
    REFUSE,
    APPEND,
    RESUME
  }

  SplitSettings {
    check(fraction >= 0 && fraction <= 1, "fraction", "0 to 1", fraction);
    check(files >= 1 && files <= 1_000, "files", "1 to 1000", files);
    check(partitions >= 1 && partitions <= 1_000, "partitions", "1 to 1000", partitions);
    check(rate >= 0 && rate <= 1e9, "rate", "0 (no bound) or more", rate);
    check(limit >= 0, "limit", "0 (all) or more", limit);
  }

  static SplitSettings of(SplitOptions options) {
    String by = options.getBy().toLowerCase(Locale.ROOT);
    check(by.equals("random") || by.equals("time"), "by", "random or time", options.getBy());
    String eventTime = options.getEventTime().toLowerCase(Locale.ROOT);
    check(
        eventTime.equals("now") || eventTime.equals("purchase"),
        "eventTime",
        "now or purchase",
        options.getEventTime());
    return new SplitSettings(
        options.getFraction(),
        by.equals("time") ? By.TIME : By.RANDOM,
        options.getSeed(),
        options.getFiles(),
        options.getTopic(),
        options.getPartitions(),
        options.getRate(),
        options.getLimit(),
        eventTime.equals("purchase"),
        whenFilled(options));
  }

  private static WhenFilled whenFilled(SplitOptions options) {
    if (options.getAppend() && options.getResume()) {
      throw new UsageException("--append and --resume cannot both be given");
    }
    if (options.getAppend()) {
      return WhenFilled.APPEND;
    }
    return options.getResume() ? WhenFilled.RESUME : WhenFilled.REFUSE;
  }

  private static void check(boolean holds, String option, String range, Object value) {
    if (!holds) {
      throw new UsageException("--%s must be %s, but was %s".formatted(option, range, value));
    }
  }
}
