package io.sidecart.cql.schema;

import io.sidecart.model.UsageException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On how many nodes each row of a new keyspace stands.
 *
 * @param factors the number of copies by data center; empty for one node alone
 */
public record Replication(Map<String, Integer> factors) {
  private static final Pattern FACTOR = Pattern.compile("([A-Za-z0-9_.-]+):([1-9]\\d?)");

  public Replication {
    factors = Map.copyOf(factors);
  }

  /** One copy, for one node. */
  public static Replication oneNode() {
    return new Replication(Map.of());
  }

  /** That many copies in the one data center of a cluster; 3 is usual. */
  public static Replication cluster(String datacenter, int factor) {
    return parse(datacenter + ":" + factor);
  }

  /**
   * Reads the form that stands on a command line.
   *
   * @param text {@code one-node}, or {@code datacenter:copies[,datacenter:copies]}
   * @throws UsageException if it is neither
   */
  public static Replication parse(String text) {
    if (text.equals("one-node")) {
      return oneNode();
    }
    Map<String, Integer> factors = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = FACTOR.matcher(part.strip());
      if (!matcher.matches()) {
        throw new UsageException(
            "--replication="
                + text
                + " is neither one-node nor of the form datacenter:copies[,datacenter:copies]");
      }
      factors.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
    return new Replication(factors);
  }

  /** The map literal of CREATE KEYSPACE, which takes no bound value. */
  String cql() {
    if (factors.isEmpty()) {
      return "{'class': 'SimpleStrategy', 'replication_factor': 1}";
    }
    StringBuilder literal = new StringBuilder("{'class': 'NetworkTopologyStrategy'");
    new TreeMap<>(factors).forEach((name, copies) -> literal.append(", '" + name + "': " + copies));
    return literal.append('}').toString();
  }
}
