package io.sidecart.pipelines.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeakyPrecisionTest {
  private static final int USERS = 700;

  @Test
  void eachUserIsMeasuredByTheUsersOwnItems() {
    // Given users of two tastes, of whom every third bought one of the two items shown
    Factors.Builder users = Factors.builder(2);
    for (int user = 0; user < USERS; user++) {
      users.add(user, user % 2, 1 - user % 2);
    }
    Factors items = Factors.builder(2).add(1, 9, 1).add(2, 8, 2).add(3, 1, 9).add(4, 2, 8).build();
    AlsModel model = new AlsModel("planted", users.build(), ItemFactors.of(items));
    LeakyPrecision precision = new LeakyPrecision(model, 2);

    // When
    int hits = 0;
    for (int user = 0; user < USERS; user++) {
      boolean isHit = user % 3 == 0;
      hits += isHit ? 1 : 0;
      int shown = user % 2 == 1 ? 1 : 3;
      int notShown = user % 2 == 1 ? 3 : 1;
      precision.add(user, Set.of(isHit ? shown : notShown));
    }
    precision.add(USERS, Set.of(1));

    // Then
    assertThat(precision.users()).isEqualTo(USERS);
    assertThat(precision.average()).isEqualTo(hits / 2.0 / USERS);
  }

  @Test
  void nobodyHasNoAverage() {
    Factors none = Factors.builder(1).build();

    assertThat(new LeakyPrecision(new AlsModel("empty", none, ItemFactors.of(none)), 1).average())
        .isNaN();
  }
}
