package io.sidecart.model.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestJsonTest {
  private static final Instant TIME = Instant.parse("2026-11-20T10:15:00Z");
  private static final Manifest MANIFEST =
      new Manifest(
          1,
          "20261120T101500Z-1a2b3c",
          Instant.parse("2026-11-20T10:15:00.123Z"),
          new Manifest.Parameters(10, 5, 0.1, 1.5, true, 42, 0.8),
          new Manifest.Data("sidecart-out/history", 100, 10, 20, 80, 20),
          new Manifest.Size(10, 9, 18),
          new TreeMap<>(Map.of("leaky_precision_at_5_train", 0.25)),
          List.of(new Manifest.StoredFile("als/metadata/part-00000", 7, "ab".repeat(32))));

  @Test
  void aManifestComesBackAsItWas() {
    String json = ManifestJson.write(MANIFEST);

    assertThat(ManifestJson.readManifest(json.getBytes(UTF_8))).isEqualTo(MANIFEST);
  }

  @Test
  void namesAreInSnakeCaseAndTimesAreText() {
    assertThat(ManifestJson.write(MANIFEST))
        .contains("\"format_version\" : 1", "\"reg_param\" : 0.1", "\"2026-11-20T10:15:00.123Z\"")
        .contains("\"sha256\"");
  }

  @Test
  void aFieldOfALaterReleaseIsPassedOver() {
    String json = ManifestJson.write(MANIFEST).replace("\"data\"", "\"later\" : 1, \"data\"");

    assertThat(ManifestJson.readManifest(json.getBytes(UTF_8))).isEqualTo(MANIFEST);
  }

  @Test
  void anotherFormatIsRefused() {
    String json =
        ManifestJson.write(MANIFEST).replace("\"format_version\" : 1", "\"format_version\" : 2");

    assertThatThrownBy(() -> ManifestJson.readManifest(json.getBytes(UTF_8)))
        .isInstanceOf(SidecartException.class)
        .hasMessage("its format is 2, and only 1 is known");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "7", "null", "{}", "{\"format_version\": 1}"})
  void whatIsNoManifestIsRefusedInOneLine(String json) {
    assertThatThrownBy(() -> ManifestJson.readManifest(json.getBytes(UTF_8)))
        .isInstanceOf(SidecartException.class)
        .extracting(Throwable::getMessage)
        .satisfies(message -> assertThat((String) message).doesNotContain("\n"));
  }

  @Test
  void aManifestOfAnOlderReleaseHasNothingHeldOut() {
    Manifest manifest = ManifestJson.readManifest(ManifestJson.write(MANIFEST).getBytes(UTF_8));

    assertThat(ManifestJson.write(MANIFEST)).doesNotContain("held_out");
    assertThat(manifest.data().heldOut()).isNull();
  }

  @Test
  void whatWasHeldOutComesBackAsItWas() {
    Manifest.HeldOut heldOut =
        new Manifest.HeldOut(
            Instant.parse("2011-11-11T00:00:00Z"), Instant.parse("2011-12-09T12:50:00Z"), 7, "ab");
    Manifest manifest =
        new Manifest(
            1,
            "v1",
            MANIFEST.created(),
            MANIFEST.parameters(),
            MANIFEST.data().withHeldOut(heldOut),
            MANIFEST.size(),
            MANIFEST.metrics(),
            MANIFEST.files());

    assertThat(ManifestJson.readManifest(ManifestJson.write(manifest).getBytes(UTF_8)))
        .isEqualTo(manifest);
  }

  @Test
  void aLogComesBackAsItWas() {
    PublicationLog log =
        PublicationLog.empty()
            .published("v1", TIME, "anna", null)
            .published("v2", TIME, "ben", new Publication.Overruled("sale", List.of("by 0.1")));
    PublicationLog rolledBack = log.rolledBack(log.rollbackTarget().orElseThrow(), TIME, "anna");
    byte[] json = ManifestJson.write(rolledBack).getBytes(UTF_8);

    assertThat(ManifestJson.readLog(json)).isEqualTo(rolledBack);
    assertThat(ManifestJson.readPublication(json)).isEqualTo(rolledBack.current().orElseThrow());
  }

  @Test
  void thePointerOfAnOlderReleaseIsALogOfOne() {
    String json = "{\"version\":\"v1\",\"sequence\":7,\"published\":\"2026-11-20T10:15:00Z\"}";

    PublicationLog log = ManifestJson.readLog(json.getBytes(UTF_8));

    assertThat(log.publications())
        .containsExactly(new Publication("v1", 7, TIME, null, null, null, null));
    assertThat(log.rollbackTarget()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\":\"v1\",\"published\":\"2026-11-20T10:15:00Z\"}",
        "{\"version\":null,\"sequence\":1,\"published\":\"2026-11-20T10:15:00Z\"}"
      })
  void aPointerThatLacksAFieldIsRefusedInOneLine(String json) {
    assertThatThrownBy(() -> ManifestJson.readLog(json.getBytes(UTF_8)))
        .isInstanceOf(SidecartException.class)
        .hasMessageNotContaining("\n");
  }
}
