package io.sidecart.transforms.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class OwnPurchasesCoderTest {
  private static final Instant DAY = Instant.parse("2026-01-31T00:00:00Z");

  @Test
  void itemsOfAnyIdComeBack() throws IOException {
    assertComesBack(
        new OwnItem(Integer.MIN_VALUE, 1, DAY),
        new OwnItem(-1, 2, DAY),
        new OwnItem(0, 3, DAY),
        new OwnItem(1, Integer.MAX_VALUE, DAY),
        new OwnItem(Integer.MAX_VALUE, 5, DAY));
  }

  @Test
  void timesComeBackToTheMillisecond() throws IOException {
    assertComesBack(new OwnItem(1, 1, DAY), new OwnItem(2, 1, DAY.plusSeconds(1)));
    assertComesBack(new OwnItem(1, 1, DAY), new OwnItem(2, 1, DAY.plusMillis(1)));
  }

  @Test
  void timesBefore1970AndNoneComeBack() throws IOException {
    assertComesBack(
        new OwnItem(1, 1, null),
        new OwnItem(2, 1, Instant.ofEpochMilli(-1)),
        new OwnItem(3, 1, Instant.EPOCH),
        new OwnItem(4, 1, Instant.ofEpochMilli(Long.MAX_VALUE / 4)));
  }

  @Test
  void firstTimesAndDecayedCountsComeBack() throws IOException {
    assertComesBack(
        new OwnItem(1, 2, DAY.minusSeconds(90), DAY, 1.75f),
        new OwnItem(2, 3, DAY, DAY, 2.5f),
        new OwnItem(3, 9, Instant.ofEpochMilli(-7), DAY, 1.0f));
  }

  @Test
  void nothingBoughtComesBack() throws IOException {
    assertComesBack();
  }

  @Test
  void aDailyShopTakesSixBytesAnItem() throws IOException {
    List<OwnItem> items =
        IntStream.range(0, 100).mapToObj(i -> new OwnItem(1_000 + 50 * i, 3, DAY)).toList();

    byte[] bytes = CoderUtils.encodeToByteArray(OwnPurchasesCoder.of(), OwnPurchases.of(items));

    assertThat(bytes.length).isLessThan(600);
  }

  @Test
  void aSizeThatCannotBeIsAnErrorBeforeAnythingIsAllocated() {
    byte[] twoBillionItems = {6, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7, 0};

    assertThatThrownBy(
            () -> CoderUtils.decodeFromByteArray(OwnPurchasesCoder.of(), twoBillionItems))
        .hasRootCauseInstanceOf(IOException.class)
        .hasStackTraceContaining("2147483647 items in 0 bytes");
  }

  private static void assertComesBack(OwnItem... items) throws IOException {
    OwnPurchases own = OwnPurchases.of(List.of(items));

    byte[] bytes = CoderUtils.encodeToByteArray(OwnPurchasesCoder.of(), own);

    assertThat(CoderUtils.decodeFromByteArray(OwnPurchasesCoder.of(), bytes)).isEqualTo(own);
  }
}
