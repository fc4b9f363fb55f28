package io.sidecart.cql.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.cql.CassandraSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.cassandra.CassandraIO;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsStayOutOfPipelinesTest {
  private static final String SECRET = "planted-secret";
  @TempDir Path folder;

  @Test
  void theWriterHoldsNoPassword() throws Exception {
    Path file = folder.resolve("cassandra.properties");
    Files.writeString(file, "username=shop\npassword=" + SECRET + "\n");
    CassandraSettings settings = CassandraSettings.of("one:9042", "sidecart", file.toString());

    CassandraIO.Write<BaselineRow> write = Writes.of(settings, BaselineRow.class);

    byte[] serialised = SerializableUtils.serializeToByteArray(write);
    assertThat(new String(serialised, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
    assertThat(write.toString()).doesNotContain(SECRET);
    assertThat(DisplayData.from(write).toString()).doesNotContain(SECRET);
  }

  @Test
  void thePasswordIsReadWhenItIsAskedFor() throws Exception {
    Path file = folder.resolve("cassandra.properties");
    Files.writeString(file, "username=shop\npassword=before\n");
    CassandraSettings settings = CassandraSettings.of("one:9042", "sidecart", file.toString());
    OnWorker<String> password = new OnWorker<>(settings, config -> config.password());

    Files.writeString(file, "username=shop\npassword=" + SECRET + "\n");

    assertThat(password.get()).isEqualTo(SECRET);
    assertThat(password.toString()).doesNotContain(SECRET);
  }
}
