package io.sidecart.cql.schema;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One numbered file of the schema. Each of its statements does nothing where its work is done.
 *
 * @param number from the file's name, from 1
 * @param name the file's name
 * @param text all of the file
 */
record Migration(int number, String name, String text) {
  /** All files, in the order of their numbers. A new table or column is a new file at the end. */
  private static final List<String> FILES =
      List.of(
          "001_item_features.cql",
          "002_own_purchases.cql",
          "003_baseline.cql",
          "004_recommendations.cql",
          "005_precision_by_window.cql",
          "006_own_purchases_decayed.cql",
          "007_original_ids.cql",
          "008_delayed_precision_by_window.cql",
          "009_reasons.cql",
          "010_own_purchases_of_several_events.cql",
          "011_user_factors.cql",
          "012_user_factors_store_id.cql");

  static List<Migration> all() {
    return FILES.stream().map(Migration::read).toList();
  }

  private static Migration read(String name) {
    try (InputStream in = Migration.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new SidecartException("The build lacks the schema file " + name + "; build it anew");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Migration(Integer.parseInt(name.substring(0, 3)), name, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The statements without comments and semicolons. */
  List<String> statements() {
    String code =
        text.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    return Arrays.stream(code.split(";"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  /** SHA-256 of the statements: a comment may be improved at any time. */
  String checksum() {
    try {
      byte[] bytes = String.join(";\n", statements()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java without SHA-256", e);
    }
  }
}
