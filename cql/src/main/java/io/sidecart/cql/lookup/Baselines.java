package io.sidecart.cql.lookup;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.BaselineItem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Items for a user whom no model knows; a list is empty where prepare has loaded none.
 *
 * @param random5 picked at random once, in the order of their positions
 * @param top5 the best sellers of different categories, the best first
 */
public record Baselines(List<Integer> random5, List<Integer> top5) implements Serializable {
  private static final String BY_NAME = "SELECT item_id FROM {keyspace}.baseline WHERE name = ?";

  public Baselines {
    random5 = List.copyOf(random5);
    top5 = List.copyOf(top5);
  }

  /**
   * Reads both lists.
   *
   * @throws io.sidecart.model.SidecartException if Cassandra cannot be asked
   */
  public static Baselines read(CassandraSettings settings) {
    try (CassandraSession session = CassandraSession.open(settings)) {
      return new Baselines(
          items(session, BaselineItem.RANDOM_5), items(session, BaselineItem.TOP_5));
    }
  }

  private static List<Integer> items(CassandraSession session, String name) {
    List<Integer> items = new ArrayList<>();
    for (Row row : session.execute(session.prepare(BY_NAME).bind(name))) {
      items.add(row.getInt("item_id"));
    }
    return items;
  }
}
