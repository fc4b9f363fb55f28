package io.sidecart.runners.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSecretTest {
  @TempDir private Path checkout;

  @Test
  void isForItsUserAlone() throws Exception {
    Path file = SparkSecret.file(home(), 7077);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).content().containsPattern("spark.authenticate.secret=[0-9a-f]{64}\n");
  }

  @Test
  void staysTheSameForAMasterThatIsStartedAgain() throws Exception {
    String first = Files.readString(SparkSecret.file(home(), 7077));

    assertThat(SparkSecret.file(home(), 7077)).hasContent(first);
    assertThat(Files.readString(SparkSecret.file(home(), 7078))).isNotEqualTo(first);
  }

  private Home home() {
    return new Home(checkout, checkout.resolve("state"));
  }
}
