package io.sidecart.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CassandraSettingsTest {

  @Test
  void contactPointsAreSplitIntoHostsAndTheirPort() {
    CassandraSettings settings = CassandraSettings.of("one:9042, two:9042", "sidecart", null);

    assertThat(settings.hosts()).isEqualTo(List.of("one", "two"));
    assertThat(settings.port()).isEqualTo(9042);
    assertThat(settings.contactPoints()).isEqualTo("one:9042,two:9042");
  }

  @Test
  void settingsAreEqualByValue() {
    CassandraSettings one = CassandraSettings.of("one:9042", "sidecart", "file");
    CassandraSettings same = CassandraSettings.of("one:9042", "sidecart", "file");

    assertThat(same).isEqualTo(one).hasSameHashCodeAs(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "host:", ":9042", "host:port", "host:9042,", "host:0"})
  void aContactPointOfAnotherFormIsRefused(String contactPoints) {
    assertThatThrownBy(() -> CassandraSettings.of(contactPoints, "sidecart", null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--cassandra");
  }

  @Test
  void contactPointsWithDifferentPortsAreRefused() {
    assertThatThrownBy(() -> CassandraSettings.of("one:9042,two:9043", "sidecart", null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("one port");
  }

  @ParameterizedTest
  @CsvSource({"''", "Shop", "1shop", "shop-1", "'a; DROP KEYSPACE b'"})
  void aKeyspaceThatWouldHaveToBeQuotedIsRefused(String keyspace) {
    assertThatThrownBy(() -> CassandraSettings.of("one:9042", keyspace, null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--keyspace=" + keyspace);
  }
}
