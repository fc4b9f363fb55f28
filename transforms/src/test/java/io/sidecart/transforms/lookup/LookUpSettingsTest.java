package io.sidecart.transforms.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class LookUpSettingsTest {
  private static final LookUp<Integer, Integer, String> LOOK_UP =
      LookUp.of("users", key -> key, InMemorySource.of(Map.of()), StringUtf8Coder.of());

  @Test
  void refusesValuesThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LOOK_UP.withCacheSize(-1))
        .withMessage("cacheSize is -1, it must be at least 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LOOK_UP.withRequestsInFlight(0))
        .withMessage("requestsInFlight is 0, it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LOOK_UP.withFlushAt(0))
        .withMessage("flushAt is 0, it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LOOK_UP.withTimeToLive(Duration.ZERO))
        .withMessage("timeToLive is PT0S, it must be at least a millisecond");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LOOK_UP.withPauses(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .withMessage("longest is PT1S, it must be more than first, which is PT2S");
  }

  @Test
  void keepsWhatWasSetInAnyOrder() {
    LookUp<Integer, Integer, String> changed =
        LOOK_UP.withFlushAt(7).withPatience(Duration.ofSeconds(9));

    assertThat(changed.settings().flushAt()).isEqualTo(7);
    assertThat(changed.settings().patience()).isEqualTo(Duration.ofSeconds(9));
    assertThat(LOOK_UP.settings()).isEqualTo(LookUpSettings.DEFAULTS);
  }

  @Test
  void codersBringBackWhatTheyWrote() throws Exception {
    LookedUpCoder<Integer, String> found = LookedUpCoder.of(VarIntCoder.of(), StringUtf8Coder.of());

    assertThat(CoderUtils.clone(found, new LookedUp<>(1, "Ada")))
        .isEqualTo(new LookedUp<>(1, "Ada"));
    assertThat(CoderUtils.clone(found, new LookedUp<>(1, null))).isEqualTo(new LookedUp<>(1, null));
    assertThat(SerializableUtils.ensureSerializable(found)).isEqualTo(found);
    assertThat(found.getCoderArguments())
        .isEqualTo(List.of(VarIntCoder.of(), NullableCoder.of(StringUtf8Coder.of())));
  }
}
