package io.sidecart.cql.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sidecart.model.EventId;
import org.junit.jupiter.api.Test;

class OwnOriginTest {

  @Test
  void ofOneEventItIsTheEventsPlace() {
    EventId only = new EventId("a-b.c", 3, 12);

    String text = OwnOrigin.text(only, only);

    assertThat(text).isEqualTo("a-b.c/3/12");
    assertThat(OwnOrigin.parse(text)).isEqualTo(new OwnOrigin("a-b.c/3", 12));
  }

  @Test
  void ofSeveralItGoesFromTheFirstToTheLast() {
    String text = OwnOrigin.text(new EventId("a-b.c", 3, 12), new EventId("a-b.c", 3, 40));

    assertThat(text).isEqualTo("a-b.c/3/12-40");
    assertThat(OwnOrigin.parse(text)).isEqualTo(new OwnOrigin("a-b.c/3", 12));
  }

  @Test
  void whatNamesNoOffsetIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnOrigin.parse("carts/0/x"))
        .withMessage("own_purchases.origin 'carts/0/x' has no offset");
  }
}
