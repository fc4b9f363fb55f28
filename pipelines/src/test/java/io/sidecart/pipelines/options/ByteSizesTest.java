package io.sidecart.pipelines.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizesTest {

  @ParameterizedTest
  @CsvSource({"1,1", "500B,500", "64KB,65536", "64k,65536", "128MB,134217728", "1GB,1073741824"})
  void aSizeIsRead(String text, long bytes) {
    assertThat(ByteSizes.parse("--size", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "0", "-1KB", "1.5MB", "128 MB", "1PB", "9999999999"})
  void whatIsNoSizeIsRefused(String text) {
    assertThatThrownBy(() -> ByteSizes.parse("--targetFileSize", text))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--targetFileSize must be a size such as 500KB, 128MB or 1GB, but was '" + text + "'");
  }

  @Test
  void whatNoDiskHoldsIsRefused() {
    assertThatThrownBy(() -> ByteSizes.parse("--targetFileSize", "16777217T"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--targetFileSize is more than any disk holds: '16777217T'");
  }

  @Test
  void aSizeIsTold() {
    assertThat(ByteSizes.text(812)).isEqualTo("812 B");
    assertThat(ByteSizes.text(1536)).isEqualTo("1.5 KB");
    assertThat(ByteSizes.text(3L << 40)).isEqualTo("3.0 TB");
  }
}
