package io.sidecart.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.services.Endpoints;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The servers that every other test tagged services relies on. */
@Tag("services")
@Timeout(60)
class RealServersTest {

  @Test
  void theyGiveBackWhatTheyWereGiven() throws Exception {
    // Given
    Endpoints endpoints =
        new Endpoints(
            System.getProperty("sidecart.test.kafka"),
            System.getProperty("sidecart.test.cassandra"));
    try (Values values = Values.at(endpoints)) {
      values.create();

      // When
      values.writeToKafka(List.of("value"));
      values.writeToCassandra(List.of("value"));

      // Then
      assertThat(values.readFromKafka(1)).containsExactly("value");
      assertThat(values.readFromCassandra()).containsExactly("value");
    }
  }
}
