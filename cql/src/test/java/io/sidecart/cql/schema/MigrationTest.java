package io.sidecart.cql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigrationTest {

  @Test
  void everyFileOfTheFolderIsApplied() throws Exception {
    Path folder = Path.of(Migration.class.getResource("001_item_features.cql").toURI()).getParent();
    List<String> files;
    try (var listing = Files.list(folder)) {
      files =
          listing
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".cql"))
              .sorted()
              .toList();
    }

    assertThat(Migration.all()).extracting(Migration::name).isEqualTo(files);
  }

  @Test
  void numbersCountFromOneWithoutAGap() {
    List<Migration> all = Migration.all();

    assertThat(all)
        .extracting(Migration::number)
        .isEqualTo(IntStream.rangeClosed(1, all.size()).boxed().toList());
  }

  @Test
  void everyStatementMayBeRepeated() {
    assertThat(Migration.all())
        .flatExtracting(Migration::statements)
        .allSatisfy(statement -> assertThat(statement).contains("IF NOT EXISTS"));
  }

  @Test
  void aFileIsSplitIntoStatementsWithoutComments() {
    Migration migration = new Migration(1, "001.cql", "-- why; because\nA\nB;\n\n-- more\nC;\n");

    assertThat(migration.statements()).containsExactly("A\nB", "C");
  }

  @Test
  void aCommentDoesNotChangeTheChecksum() {
    Migration migration = new Migration(1, "001.cql", "-- one\nA;\n");
    Migration reworded = new Migration(1, "001.cql", "-- two\nA;\n");
    Migration changed = new Migration(1, "001.cql", "-- one\nB;\n");

    assertThat(reworded.checksum()).isEqualTo(migration.checksum());
    assertThat(changed.checksum()).isNotEqualTo(migration.checksum());
  }
}
