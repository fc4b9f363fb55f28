package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonTest {

  @Test
  void eachTellsItselfToPeople() {
    assertThat(Reason.boughtBefore(1).sentence()).isEqualTo("you bought it once");
    assertThat(Reason.boughtBefore(6).sentence()).isEqualTo("you bought it 6 times");
    assertThat(Reason.boughtWith(17).sentence()).isEqualTo("with 17");
    assertThat(Reason.boughtWith(17).withName("85123A").sentence()).isEqualTo("with 85123A");
    assertThat(Reason.popularIn("DAIRY").sentence()).isEqualTo("popular in DAIRY");
    assertThat(Reason.FOR_YOU.sentence()).isEqualTo("for you");
  }

  @Test
  void theCodeOfEachReadsBack() {
    List<Reason> reasons =
        List.of(
            Reason.FOR_YOU,
            Reason.POPULAR,
            Reason.boughtBefore(6),
            Reason.boughtWith(17),
            Reason.boughtWith(17).withName("85 123 A"),
            Reason.popularIn("SOFT DRINKS"));

    assertThat(reasons).allSatisfy(each -> assertThat(Reason.ofCode(each.code())).isEqualTo(each));
    assertThat(Reason.boughtBefore(6).code()).isEqualTo("bought_before 6");
  }
}
