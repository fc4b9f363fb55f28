package io.sidecart.model.manifest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stored model says of itself, written last: a model without it is not there.
 *
 * @param formatVersion the version of the model folder's layout, {@link #FORMAT_VERSION}
 * @param version the model's name in the store
 * @param created when the training ended
 * @param parameters what the training was told
 * @param data what it learned from
 * @param size what came out
 * @param metrics how good it is, by name; the names say what is measured and where it leaks
 * @param files every file of the model, by path
 */
public record Manifest(
    int formatVersion,
    String version,
    Instant created,
    Parameters parameters,
    Data data,
    Size size,
    SortedMap<String, Double> metrics,
    List<StoredFile> files) {
  /** The layout that this code writes and reads. */
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    requireNonNull(version, "version");
    requireNonNull(created, "created");
    requireNonNull(parameters, "parameters");
    requireNonNull(data, "data");
    requireNonNull(size, "size");
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    files = List.copyOf(files);
  }

  /**
   * What ALS was told.
   *
   * @param rank the length of the vectors
   * @param maxIter how many iterations
   * @param regParam the regularisation, which MLlib scales by each user's and item's ratings
   * @param alpha the confidence of an observation, in implicit training
   * @param implicit whether a rating is a confidence rather than a grade
   * @param seed of the split into train and validation, and of the first factors
   * @param trainFraction the share of the rows that was trained on
   */
  public record Parameters(
      int rank,
      int maxIter,
      double regParam,
      double alpha,
      boolean implicit,
      long seed,
      double trainFraction) {

    /** The same, trained on another share of the rows. */
    public Parameters withTrainFraction(double fraction) {
      return new Parameters(rank, maxIter, regParam, alpha, implicit, seed, fraction);
    }
  }

  /**
   * The history that was read.
   *
   * @param path as it was given
   * @param rows in the history
   * @param users in the history
   * @param items in the history
   * @param trainRows how many rows were trained on
   * @param validationRows how many rows were kept back
   * @param heldOut what the scores by time were measured on; null where there are none
   */
  public record Data(
      String path,
      long rows,
      long users,
      long items,
      long trainRows,
      long validationRows,
      @Nullable HeldOut heldOut) {
    public Data {
      requireNonNull(path, "path");
    }

    /** Of a history on which nothing is measured by time. */
    public Data(String path, long rows, long users, long items, long trainRows, long validation) {
      this(path, rows, users, items, trainRows, validation, null);
    }

    /** The same history, with what was held out. */
    public Data withHeldOut(HeldOut window) {
      return new Data(path, rows, users, items, trainRows, validationRows, window);
    }
  }

  /**
   * The last purchases of a history, which a model that was trained on those before had to
   * foretell.
   *
   * @param from when the first of them was made
   * @param to when the last of them was made
   * @param users how many users bought in that time, and before it
   * @param fingerprint of the whole history, whatever the order of its rows: two models whose
   *     windows and fingerprints are equal were measured on the same data
   */
  public record HeldOut(Instant from, Instant to, long users, String fingerprint) {
    public HeldOut {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      requireNonNull(fingerprint, "fingerprint");
    }
  }

  /**
   * The factors.
   *
   * @param rank the length of the vectors
   * @param users how many users have one
   * @param items how many items have one
   */
  public record Size(int rank, int users, int items) {}

  /**
   * A file of the model.
   *
   * @param path below the version's folder, with / between the names
   * @param size in bytes
   * @param sha256 of its content, 64 hexadecimal digits in lower case
   */
  public record StoredFile(String path, long size, String sha256) {
    public StoredFile {
      requireNonNull(path, "path");
      requireNonNull(sha256, "sha256");
    }
  }
}
