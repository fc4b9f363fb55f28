package io.sidecart.transforms.csv;

import io.sidecart.model.SidecartException;
import io.sidecart.model.rows.RowFormat;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/** Finds out in a moment whether files can be read at all, before a pipeline starts. */
public final class CsvHeaders {
  private CsvHeaders() {}

  /**
   * Opens each file and looks for the columns in its header.
   *
   * @param patterns paths or globs, separated by commas
   * @throws SidecartException if there is no file, or one is empty, broken or lacks a column; the
   *     message names it
   */
  public static void check(String patterns, RowFormat<?> format) {
    Map<String, String> pathsByName = new HashMap<>();
    for (MatchResult.Metadata file : match(patterns)) {
      String path = file.resourceId().toString();
      String other = pathsByName.put(file.resourceId().getFilename(), path);
      if (other != null) {
        throw new SidecartException(
            "%s and %s have the same name, by which rows are told apart: rename one"
                .formatted(other, path));
      }
      check(file, format);
    }
  }

  private static void check(MatchResult.Metadata file, RowFormat<?> format) {
    String path = file.resourceId().toString();
    if (file.resourceId().isDirectory()) {
      throw new SidecartException(path + " is a folder: name its files, as in " + path + "*.csv");
    }
    try (CsvFile csv =
        CsvFile.open(path, Channels.newInputStream(FileSystems.open(file.resourceId())))) {
      format.parserOf(csv.header()).close();
    } catch (SidecartException e) {
      boolean namesFile = e.getMessage().contains(path);
      throw namesFile ? e : new SidecartException(path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new SidecartException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static List<MatchResult.Metadata> match(String patterns) {
    List<MatchResult.Metadata> files = new ArrayList<>();
    for (String pattern : split(patterns)) {
      List<MatchResult.Metadata> found;
      try {
        found = FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata();
      } catch (IOException | IllegalArgumentException e) {
        throw new SidecartException("cannot read " + pattern + ": " + e.getMessage(), e);
      }
      if (found.isEmpty()) {
        throw new SidecartException("there is no file " + pattern);
      }
      files.addAll(found);
    }
    return files;
  }

  static List<String> split(String patterns) {
    return Arrays.stream(patterns.split(",")).map(String::strip).filter(p -> !p.isEmpty()).toList();
  }
}
