package io.sidecart.cql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRangesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 256, 1_000, Integer.MAX_VALUE})
  void theRangesCoverAllTokens(int ranges) {
    assertThat(TokenRanges.bound(0, ranges)).isEqualTo(Long.MIN_VALUE);
    assertThat(TokenRanges.bound(ranges, ranges)).isEqualTo(Long.MAX_VALUE);
    for (int range = 0; range < Math.min(ranges, 1_000); range++) {
      assertThat(TokenRanges.bound(range + 1, ranges))
          .isGreaterThan(TokenRanges.bound(range, ranges));
    }
  }
}
