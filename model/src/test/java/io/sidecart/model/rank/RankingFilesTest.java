package io.sidecart.model.rank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sidecart.model.evaluate.PurchaseLog;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RankingFilesTest {
  private static final PurchaseLog PURCHASES =
      new Planted().buys(1, 3, 10, 20).buys(1, 5, 40).buys(2, 3, 45).buys(2, 8, 45).log();
  private static final LearnedRanking RANKING =
      new LearnedRanking(
          ItemTables.of(PURCHASES, Planted.at(50)),
          Planted.only(Signal.DUE, 1.25),
          Planted.only(Signal.ALS, -0.5));

  @Test
  void whatIsWrittenIsRead() {
    // when
    byte[] items = RankingFiles.items(RANKING.items());
    byte[] weights = RankingFiles.weights(RANKING);

    // then
    assertThat(RankingFiles.items(RankingFiles.readItems(items))).isEqualTo(items);
    assertThat(RankingFiles.readItems(items).at()).isEqualTo(Planted.at(50));
    assertThat(RankingFiles.readWeights(weights, "repeat")).isEqualTo(RANKING.repeat());
    assertThat(RankingFiles.readWeights(weights, "explore")).isEqualTo(RANKING.explore());
  }

  @Test
  void aWeightThatIsNoNumberIsRefused() {
    String json = new String(RankingFiles.weights(RANKING), UTF_8).replace("1.25", "\"NaN\"");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankingFiles.readWeights(json.getBytes(UTF_8), "repeat"))
        .withMessage("due of repeat is \"NaN\"");
  }

  @Test
  void aMissingWeightIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankingFiles.readWeights("{}".getBytes(UTF_8), "explore"))
        .withMessage("als of explore is missing, as in models of older releases: train one anew");
  }

  @Test
  void cutOffItemsAreRefused() {
    byte[] items = RankingFiles.items(RANKING.items());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankingFiles.readItems(Arrays.copyOf(items, items.length - 1)))
        .withMessage("it ends early");
  }

  @Test
  void aValueThatIsNoNumberIsRefused() {
    // given: the first item's first value, after magic, time, size and id
    byte[] items = RankingFiles.items(RANKING.items());
    items[24] = 0x7f;
    items[25] = (byte) 0xc0;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankingFiles.readItems(items))
        .withMessage("item 3 has the value NaN");
  }
}
