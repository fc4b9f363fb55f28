package io.sidecart.transforms.models;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.Recommendation;
import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.TopK;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLoaderTest {
  private static final Factors USERS = Factors.builder(2).add(1, 1, 2).add(2, 3, 4).build();
  private static final Factors ITEMS =
      Factors.builder(2).add(7, 1, 0).add(8, 0, 1).add(9, 1, 1).build();
  private static final String USER_FILE = "als/userFactors/part-00001-a.snappy.parquet";

  @TempDir Path folder;
  private ModelStore store;

  @BeforeEach
  void openStore() {
    store = ModelStore.at(folder.toString());
  }

  @Test
  void loadsWhatWasStored() throws Exception {
    String version = TestModels.register(store, USERS, ITEMS).version();

    AlsModel model = ModelLoader.load(store, version);

    assertThat(model.version()).isEqualTo(version);
    assertThat(model.users().size()).isEqualTo(2);
    assertThat(model.users().vector(model.users().indexOf(2))).containsExactly(3, 4);
    assertThat(new TopK(3).of(new float[] {3, 4}, model.items()))
        .containsExactly(
            new Recommendation(9, 7), new Recommendation(8, 4), new Recommendation(7, 3));
  }

  @Test
  void roomIsMadeForAsManyVectorsAsTheManifestTells() {
    assertThat(ModelLoader.expected(manifest(128, 50_000_000), AlsFiles.USERS, 100_000))
        .isEqualTo(100_000);
  }

  @Test
  void roomIsNotMadeForMoreThanTheFilesCanHold() {
    // given: files of 1,280 bytes, which is 10 vectors where each value takes a byte
    assertThat(ModelLoader.expected(manifest(128, 1_280), AlsFiles.USERS, Integer.MAX_VALUE))
        .isEqualTo(10);
  }

  @Test
  void aModelThatDoesNotFitIsNotCalledDamaged() {
    assertThatThrownBy(
            () -> ModelLoader.expected(manifest(128, 1L << 33), AlsFiles.USERS, 17_000_000))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Model large is too large: als/userFactors/ has 17000000 vectors of rank 128, of which"
                + " no more than 16777215 fit");
  }

  private static Manifest manifest(int rank, long bytes) {
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "large",
        Instant.EPOCH,
        new Manifest.Parameters(rank, 10, 0.1, 1, true, 42, 0.8),
        new Manifest.Data("history", 10, 2, 3, 8, 2),
        new Manifest.Size(rank, 2, 3),
        new TreeMap<>(),
        List.of(
            new Manifest.StoredFile(USER_FILE, bytes, "0".repeat(64)),
            new Manifest.StoredFile("als/itemFactors/part-0.parquet", 7, "0".repeat(64))));
  }

  @Test
  void loadsManyRowsOfALargeRank() throws Exception {
    Factors.Builder items = Factors.builder(130);
    float[] vector = new float[130];
    for (int id = 0; id < 3000; id++) {
      Arrays.fill(vector, id / 8f);
      items.add(id, vector);
    }
    Factors users = Factors.builder(130).add(1, vector).build();
    String version = TestModels.register(store, users, items.build()).version();

    AlsModel model = ModelLoader.load(store, version);

    assertThat(model.items().size()).isEqualTo(3000);
    assertThat(new TopK(2).of(vector, model.items()))
        .extracting(Recommendation::itemId)
        .containsExactly(2999, 2998);
  }

  @Test
  void refusesAVersionThatIsNotThere() {
    assertRefused("v9", "Model v9 is not in " + folder);
  }

  @Test
  void refusesATruncatedFile() throws Exception {
    String version = TestModels.register(store, USERS, ITEMS).version();
    byte[] content = Files.readAllBytes(folder.resolve(version).resolve(USER_FILE));
    Files.write(
        folder.resolve(version).resolve(USER_FILE), Arrays.copyOf(content, content.length - 9));

    assertRefused(
        version,
        "Model %s is damaged: %s: has %d bytes instead of %d"
            .formatted(version, USER_FILE, content.length - 9, content.length));
  }

  @Test
  void refusesAFileWithOtherContent() throws Exception {
    String version = TestModels.register(store, USERS, ITEMS).version();
    Path file = folder.resolve(version).resolve(USER_FILE);
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);

    assertRefused(version, "Model " + version + " is damaged: " + USER_FILE + ": has the SHA-256 ");
  }

  @Test
  void refusesAMissingFile() throws Exception {
    String version = TestModels.register(store, USERS, ITEMS).version();
    Files.delete(folder.resolve(version).resolve(USER_FILE));

    assertRefused(version, "Model " + version + " is damaged: " + USER_FILE + ": is missing");
  }

  @Test
  void refusesADamagedManifest() throws Exception {
    String version = TestModels.register(store, USERS, ITEMS).version();
    Files.writeString(folder.resolve(version).resolve("manifest.json"), "{");

    assertRefused(version, "Model " + version + " is damaged: manifest.json: it cannot be read: ");
  }

  @Test
  void refusesAFactorThatIsNoNumber() throws Exception {
    Draft draft = draftWithUsers();
    writeItems(draft, TestModels.row(7, 1, Float.NaN));
    TestModels.register(store, draft, 2, 2, 1);

    assertDamaged(draft, "als/itemFactors/part-00000.parquet: id 7 has the factor NaN");
  }

  @Test
  void refusesVectorsOfAnotherRank() throws Exception {
    Draft draft = draftWithUsers();
    TestModels.write(draft, "itemFactors", ITEMS);
    TestModels.register(store, draft, 3, 2, 3);

    assertDamaged(
        draft, "als/userFactors/part-00000-a.snappy.parquet: id 2 has 2 factors instead of 3");
  }

  @Test
  void refusesAnotherNumberOfVectors() throws Exception {
    Draft draft = draftWithUsers();
    TestModels.write(draft, "itemFactors", ITEMS);
    TestModels.register(store, draft, 2, 3, 3);

    assertDamaged(draft, "als/userFactors: has 2 vectors instead of 3");
  }

  @Test
  void refusesAnIdThatStandsTwice() throws Exception {
    Draft draft = draftWithUsers();
    writeItems(draft, TestModels.row(7, 1, 2), TestModels.row(7, 1, 2));
    TestModels.register(store, draft, 2, 2, 2);

    assertDamaged(draft, "als/itemFactors/: id 7 stands there twice");
  }

  @Test
  void refusesOtherColumns() throws Exception {
    Schema other = SchemaBuilder.record("other").fields().requiredInt("id").endRecord();
    Draft draft = store.draft();
    TestModels.write(draft, "itemFactors", ITEMS);
    TestModels.write(
        draft,
        "userFactors/part-00000.parquet",
        other,
        List.of(new GenericRecordBuilder(other).set("id", 1).build()));
    TestModels.register(store, draft, 2, 1, 3);

    assertDamaged(draft, "als/userFactors/part-00000.parquet: its columns are not id int");
  }

  @Test
  void refusesAFileThatIsNoParquet() throws IOException {
    Draft draft = store.draft();
    TestModels.write(draft, "itemFactors", ITEMS);
    Path file = Path.of(draft.alsFolder(), "userFactors/part-00000.parquet");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "this is no Parquet file at all");
    TestModels.register(store, draft, 2, 1, 3);

    assertDamaged(draft, "als/userFactors/part-00000.parquet: ");
  }

  @Test
  void refusesAFileWhoseFooterIsDamaged() throws IOException {
    Draft draft = store.draft();
    TestModels.write(draft, "itemFactors", ITEMS);
    Path file = Path.of(draft.alsFolder(), "userFactors/part-00000.parquet");
    Files.createDirectories(file.getParent());
    // given: between Parquet's marks a footer of four bytes that is none
    Files.write(file, "PAR1\377\377\377\377\4\0\0\0PAR1".getBytes(ISO_8859_1));
    TestModels.register(store, draft, 2, 1, 3);

    assertDamaged(draft, "als/userFactors/part-00000.parquet: ");
  }

  @Test
  void aFileThatCannotBeReadIsNotCalledDamaged() throws IOException {
    String file = "als/userFactors/part-00000.parquet";
    Files.createDirectories(folder.resolve("v1").resolve(file));
    String v1 = folder.resolve("v1").toString();
    AlsFiles files = new AlsFiles(store.storage(), "v1", v1, List.of(file));

    assertThatThrownBy(() -> files.read(2, 1, 1))
        .isInstanceOf(StorageException.class)
        .hasMessage("Cannot read " + v1 + "/" + file + ": Is a directory");
  }

  @Test
  void aManifestThatCannotBeReadIsNotCalledDamaged() throws IOException {
    Path manifest = Files.createDirectories(folder.resolve("v1/manifest.json"));

    assertRefused("v1", "Cannot read " + manifest + ": ");
  }

  private Draft draftWithUsers() throws IOException {
    Draft draft = store.draft();
    TestModels.write(draft, "userFactors", USERS);
    return draft;
  }

  private static void writeItems(Draft draft, GenericRecord... rows) throws IOException {
    TestModels.write(draft, "itemFactors/part-00000.parquet", TestModels.SCHEMA, List.of(rows));
  }

  private void assertDamaged(Draft draft, String start) {
    assertRefused(draft.version(), "Model %s is damaged: %s".formatted(draft.version(), start));
  }

  private void assertRefused(String version, String messageStart) {
    assertThatThrownBy(() -> ModelLoader.load(store, version))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith(messageStart)
        .hasMessageNotContaining("\n");
  }
}
