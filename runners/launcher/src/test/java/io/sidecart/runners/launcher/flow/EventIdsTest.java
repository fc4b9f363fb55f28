package io.sidecart.runners.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.EventId;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private final EventIds ids = new EventIds();

  @Test
  void anIdentityIsInItOnceHoweverItCame() {
    ids.add(new EventId("cart", 1, 7));
    ids.add("cart/1/7");

    assertThat(ids.size()).isEqualTo(1);
    assertThat(ids.contains(new EventId("cart", 1, 7))).isTrue();
    assertThat(ids.contains(new EventId("cart", 0, 7))).isFalse();
    assertThat(ids.contains(new EventId("other", 1, 7))).isFalse();
  }

  @Test
  void aTextThatIsNoIdentityIsCountedAndNoneOfThem() {
    ids.add("no source");
    ids.add("cart/1/x");
    ids.add("cart/1/x");

    assertThat(ids.size()).isEqualTo(2);
    assertThat(ids.contains(new EventId("cart", 1, 7))).isFalse();
    assertThat(ids.where(id -> true)).isEmpty();
  }

  @Test
  void thoseOfAConditionComeInTheirOrder() {
    ids.add("cart/1/7");
    ids.add("cart/1/10");
    ids.add("cart/0/8");
    ids.add("cart/0/9");

    assertThat(ids.where(id -> id.offset() != 9))
        .containsExactly("cart/0/8", "cart/1/7", "cart/1/10");
  }
}
