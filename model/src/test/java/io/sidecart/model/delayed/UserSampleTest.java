package io.sidecart.model.delayed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserSampleTest {
  @Test
  void aShareOfTheUsersIsInIt() {
    UserSample sample = new UserSample(0.1);

    assertThat(IntStream.range(0, 100_000).filter(sample::contains).count() / 100_000.0)
        .isCloseTo(0.1, within(0.005));
  }

  @Test
  void allUsersAreInAllOfThem() {
    assertThat(IntStream.range(0, 100_000)).allMatch(new UserSample(1)::contains);
  }

  @Test
  void usersOfASmallSampleAreInManyBuckets() {
    UserSample sample = new UserSample(0.01);

    assertThat(
            IntStream.range(0, 100_000)
                .filter(sample::contains)
                .map(user -> UserSample.bucket(user, 64))
                .distinct())
        .hasSize(64)
        .allMatch(bucket -> bucket >= 0 && bucket < 64);
  }
}
