package io.sidecart.runners.bench.kernels;

import io.sidecart.model.Recommendation;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.factors.Shortlist;
import io.sidecart.model.factors.TopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What Sidecart serves with; the JVM's flags say by which kernel. */
@State(Scope.Thread)
public class SidecartBench {
  static final int BLOCK = 32;
  private static final int CHECK_EVERY = 5;

  @Param("5000")
  int items;

  @Param("10")
  int factors;

  private ItemFactors packed;
  private final List<float[]> users = new ArrayList<>();
  private final TopK topK = new TopK(Shape.K);
  private int next;

  @Setup
  public void setUp() {
    Shape shape = new Shape(items, factors);
    packed = ItemFactors.of(shape.itemFactors());
    float[] rows = shape.userRows(BLOCK);
    for (int user = 0; user < BLOCK; user++) {
      users.add(Arrays.copyOfRange(rows, user * factors, (user + 1) * factors));
    }
  }

  /** Checks that the compiled kernel gave what a loop gives, to the last bit. */
  @TearDown
  public void check() {
    Shape shape = new Shape(items, factors);
    RowSearch loop = new RowSearch(shape, shape.itemRows(), 1);
    float[] rows = shape.userRows(BLOCK);
    List<List<Recommendation>> answers = block();
    for (int user = 0; user < BLOCK; user += CHECK_EVERY) {
      Shortlist found = loop.byLoop(rows, user);
      List<Recommendation> expected =
          IntStream.range(0, found.size())
              .mapToObj(place -> new Recommendation(found.item(place), found.score(place)))
              .toList();
      List<Recommendation> alone = topK.of(users.get(user), packed);
      if (!expected.equals(answers.get(user)) || !expected.equals(alone)) {
        throw new IllegalStateException(
            "user " + user + " gets " + answers.get(user) + " or " + alone + ", not " + expected);
      }
    }
  }

  @Benchmark
  public List<Recommendation> oneUser() {
    next = (next + 1) % BLOCK;
    return topK.of(users.get(next), packed);
  }

  @Benchmark
  public List<List<Recommendation>> block() {
    return topK.ofEach(users, packed);
  }
}
