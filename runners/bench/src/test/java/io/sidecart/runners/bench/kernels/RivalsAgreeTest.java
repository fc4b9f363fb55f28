package io.sidecart.runners.bench.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.Recommendation;
import io.sidecart.model.factors.Shortlist;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What is compared does the same. */
class RivalsAgreeTest {
  private static final Shape SHAPE = new Shape(5_000, 10);

  @Test
  void allWaysFindTheSameItems() {
    SidecartBench ours = new SidecartBench();
    ours.items = SHAPE.items();
    ours.factors = SHAPE.factors();
    ours.setUp();
    float[] users = SHAPE.userRows(SidecartBench.BLOCK);
    RowSearch rows = new RowSearch(SHAPE, SHAPE.itemRows(), SidecartBench.BLOCK);

    List<List<Integer>> expected =
        IntStream.range(0, SidecartBench.BLOCK)
            .mapToObj(user -> items(rows.byLoop(users, user)))
            .toList();

    assertThat(expected).doesNotHaveDuplicates().allMatch(items -> items.size() == Shape.K);
    assertThat(ours.block().stream().map(RivalsAgreeTest::items).toList()).isEqualTo(expected);
    assertThat(items(ours.oneUser())).isEqualTo(expected.get(1));
    for (int user = 0; user < SidecartBench.BLOCK; user++) {
      assertThat(items(rows.bySgemv(Backend.best(), users, user))).isEqualTo(expected.get(user));
    }
    assertThat(
            rows.bySgemm(Backend.best(), users, SidecartBench.BLOCK).stream()
                .map(RivalsAgreeTest::items)
                .toList())
        .isEqualTo(expected);
  }

  @Test
  void mllibFindsTheSameItems() {
    int count = MllibSearch.users(SHAPE);
    float[] users = SHAPE.userRows(count);
    RowSearch rows = new RowSearch(SHAPE, SHAPE.itemRows(), 1);

    try (MllibSearch mllib = new MllibSearch(SHAPE)) {
      List<Row> found = mllib.search();

      assertThat(found).hasSize(count);
      for (Row each : found) {
        int user = each.getInt(0);
        assertThat(each.<Row>getList(1))
            .extracting(item -> item.getInt(0))
            .as("user %d", user)
            .isEqualTo(items(rows.byLoop(users, user)));
      }
    }
  }

  private static List<Integer> items(Shortlist found) {
    return IntStream.range(0, found.size()).mapToObj(found::item).toList();
  }

  private static List<Integer> items(List<Recommendation> found) {
    return found.stream().map(Recommendation::itemId).toList();
  }
}
