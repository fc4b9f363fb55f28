package io.sidecart.pipelines.prepare;

import static io.sidecart.pipelines.job.Reports.number;

import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.job.Reports;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What prepare did.
 *
 * @param purchases what became of the rows of purchases
 * @param products what became of the rows of products; none where the purchases tell of them
 * @param users with a clean purchase
 * @param itemsBought items with a clean purchase
 * @param items whose features are kept
 * @param itemsWithoutProduct that would be kept, but have no product row
 * @param departments of the items
 * @param categories of the items
 * @param top5 the baseline, in order
 * @param output the folder of the tables
 * @param loaded whether Cassandra holds them too
 */
public record PrepareReport(
    Rows purchases,
    Rows products,
    long users,
    long itemsBought,
    long items,
    long itemsWithoutProduct,
    long departments,
    long categories,
    List<TopItem> top5,
    String output,
    boolean loaded) {
  /**
   * What became of the rows of a table.
   *
   * @param read all of them
   * @param kept the clean ones
   * @param dropped by reason
   * @param malformed by reason; they stand in the dead letters
   */
  public record Rows(
      long read, long kept, SortedMap<String, Long> dropped, SortedMap<String, Long> malformed) {

    static Rows of(String table, Map<String, Long> counts) {
      long kept = counts.getOrDefault(table + ".kept", 0L);
      SortedMap<String, Long> dropped = below(table + "." + Facts.DROPPED, counts);
      SortedMap<String, Long> malformed = below(table + "." + Facts.MALFORMED, counts);
      return new Rows(kept + sum(dropped) + sum(malformed), kept, dropped, malformed);
    }

    private static SortedMap<String, Long> below(String prefix, Map<String, Long> counts) {
      SortedMap<String, Long> result = new TreeMap<>();
      counts.forEach(
          (name, count) -> {
            if (name.startsWith(prefix)) {
              result.put(name.substring(prefix.length()), count);
            }
          });
      return result;
    }

    private static long sum(Map<String, Long> counts) {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  static PrepareReport of(
      Map<String, Long> counts, List<TopItem> top, String output, boolean loaded) {
    return new PrepareReport(
        Rows.of("purchases", counts),
        Rows.of("products", counts),
        counts.getOrDefault("users", 0L),
        counts.getOrDefault("items_bought", 0L),
        counts.getOrDefault("items", 0L),
        counts.getOrDefault("items_without_product", 0L),
        counts.getOrDefault("departments", 0L),
        counts.getOrDefault("categories", 0L),
        top.stream().sorted(Comparator.comparingInt(TopItem::position)).toList(),
        output,
        loaded);
  }

  /**
   * Without products nothing would be known of any item.
   *
   * @param files that the user has named
   * @throws SidecartException if no product was kept
   */
  void requireProducts(String files) {
    if (products.kept() == 0) {
      throw new SidecartException(
          "no product was kept of %d rows read of %s: %s dropped, %s malformed; leave out --products"
                  .formatted(products.read(), files, products.dropped(), products.malformed())
              + " where the purchases tell of them");
    }
  }

  String toJson() {
    return Reports.toJson(this);
  }

  /** For people. */
  String toText() {
    StringBuilder text = new StringBuilder();
    rows(text, "purchases", purchases);
    if (products.read() == 0) {
      line(text, "products", "as the purchases tell of them");
    } else {
      rows(text, "products", products);
    }
    line(text, "users", number(users));
    line(text, "items bought", number(itemsBought));
    line(
        text,
        "items kept",
        "%s in %s departments and %s categories%s"
            .formatted(
                number(items),
                number(departments),
                number(categories),
                itemsWithoutProduct == 0
                    ? ""
                    : "; " + number(itemsWithoutProduct) + " more have no product row"));
    for (TopItem item : top5) {
      line(
          text,
          "top " + (item.position() + 1),
          "item "
              + (item.originalId() == null ? item.itemId() : item.originalId())
              + "  "
              + item.department()
              + " / "
              + item.category());
    }
    line(text, "written to", output);
    line(text, "Cassandra", loaded ? "loaded" : "not loaded (--load=false)");
    return text.toString();
  }

  private static void rows(StringBuilder text, String table, Rows rows) {
    line(text, table, number(rows.read()) + " rows read, " + number(rows.kept()) + " kept");
    reasons(text, "dropped", rows.dropped());
    reasons(text, "malformed", rows.malformed());
  }

  private static void reasons(StringBuilder text, String what, Map<String, Long> counts) {
    counts.forEach((reason, count) -> line(text, "", number(count) + " " + what + ": " + reason));
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(String.format(Locale.ROOT, "  %-14s%s%n", label, value));
  }
}
