package io.sidecart.pipelines.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportsTest {
  record Sample(int rowsRead) {}

  @Test
  void componentsOfARecordGetNamesWithUnderscores() {
    assertThat(Reports.toJson(new Sample(3))).isEqualTo("{\n  \"rows_read\" : 3\n}\n");
  }

  @Test
  void namesOfAMapStay() {
    assertThat(Reports.toJson(Map.of("topItems", 3))).contains("\"topItems\" : 3");
  }

  @Test
  void aNumberLooksTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Reports.number(1_234_567)).isEqualTo("1,234,567");
    } finally {
      Locale.setDefault(before);
    }
  }
}
