package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkSubmissionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spark://h:1  | file:///etc/kafka.conf,hdfs://h/c.conf | kafka.conf      | true
          spark://h:1  | /etc/kafka.conf                        | c.conf          | false
          spark://h:1  | /etc/kafka.conf                        | /etc/kafka.conf | false
          spark://h:1  |                                        | kafka.conf      | false
          yarn         |                                        | kafka.conf      | true
          k8s://http:h |                                        | kafka.conf      | true
          yarn         |                                        | /etc/kafka.conf | false
                       |                                        | kafka.conf      | false
          """)
  void knowsWhatEachWorkerGets(String master, String files, String name, boolean sent) {
    // Given
    Properties properties = new Properties();
    if (master != null) {
      properties.setProperty("spark.master", master);
    }
    if (files != null) {
      properties.setProperty("spark.files", files);
    }

    // When, then
    assertThat(SparkSubmission.sends(name, properties)).isEqualTo(sent);
  }
}
