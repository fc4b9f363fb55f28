package io.sidecart.pipelines.split;

import io.sidecart.pipelines.job.Reports;
import java.util.List;
import java.util.Locale;

/**
 * What split did.
 *
 * @param history how many purchases are history
 * @param live how many are not
 * @param sent how many events this run sent
 * @param alreadyThere how many messages the topic held before
 * @param start the offset of the replay's first message, by partition
 * @param seconds how long the sending took
 */
public record SplitReport(
    long history,
    long live,
    long sent,
    long alreadyThere,
    String topic,
    int partitions,
    List<Long> start,
    String by,
    double fraction,
    long seed,
    String output,
    double seconds) {
  String toJson() {
    return Reports.toJson(this);
  }

  /** For people. */
  String toText() {
    return String.format(
        Locale.ROOT,
        "  %-14s%,d purchases in %s%n  %-14s%,d purchases%n"
            + "  %-14s%,d events to topic %s in %.1f s%s%n",
        "history",
        history,
        output,
        "live",
        live,
        "sent",
        sent,
        topic,
        seconds,
        alreadyThere == 0 ? "" : String.format(Locale.ROOT, "; it held %,d before", alreadyThere));
  }
}
