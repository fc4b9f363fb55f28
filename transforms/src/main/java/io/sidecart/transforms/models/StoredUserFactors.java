package io.sidecart.transforms.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.UserFactorsId;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Manifest.StoredFile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user factors of a version, one after the other: they need not fit in memory. */
public final class StoredUserFactors {
  private final ModelStore store;
  private final Manifest manifest;
  private final AlsFiles files;

  private StoredUserFactors(ModelStore store, Manifest manifest) {
    this.store = store;
    this.manifest = manifest;
    this.files = AlsFiles.of(store, manifest);
  }

  /**
   * Those of a version; nothing but its manifest is read yet.
   *
   * @throws SidecartException if there is no such version, or its manifest is damaged
   */
  public static StoredUserFactors of(ModelStore store, String version) throws IOException {
    return new StoredUserFactors(store, store.manifest(version));
  }

  /** Takes one vector after the other. */
  public interface Vectors {
    void add(int userId, FactorVector vector);
  }

  /** What tells them from those of all other versions. */
  public UserFactorsId id() {
    StringBuilder text = new StringBuilder();
    for (StoredFile file : ofUsers()) {
      text.append(file.path()).append(' ').append(file.sha256()).append('\n');
    }
    return new UserFactorsId(
        store.folder(),
        manifest.version(),
        Checksums.sha256(text.toString().getBytes(UTF_8)),
        manifest.size().users(),
        manifest.size().rank());
  }

  private List<StoredFile> ofUsers() {
    List<String> paths = files.ofUsers();
    return paths.stream()
        .flatMap(path -> manifest.files().stream().filter(file -> file.path().equals(path)))
        .toList();
  }

  /**
   * Hands over all vectors, in the same order each time. Each file is verified before its first
   * vector is handed over.
   *
   * @throws SidecartException if a file is not what was registered, or there are not as many
   *     vectors as the manifest says; the message names the version and the file
   */
  public void forEach(Vectors vectors) throws IOException {
    Handover handover = new Handover(manifest.size().rank(), vectors);
    for (StoredFile file : ofUsers()) {
      StoredFiles.verify(store, files, file);
      try {
        files.read(file.path(), manifest.size().rank(), handover);
      } catch (SidecartException e) {
        // What the receiver throws is no fault of the file.
        throw handover.refusal == null ? e : handover.refusal;
      }
    }
    if (handover.count != manifest.size().users()) {
      throw files.damaged(
          ModelStore.ALS + "/userFactors",
          "has " + handover.count + " vectors instead of " + manifest.size().users(),
          null);
    }
  }

  private static final class Handover implements FactorsFile.Rows {
    private final int rank;
    private final Vectors vectors;
    private long count;
    private @Nullable RuntimeException refusal;

    Handover(int rank, Vectors vectors) {
      this.rank = rank;
      this.vectors = vectors;
    }

    @Override
    public void add(int userId, float[] values) {
      FactorVector vector = vector(userId, values);
      try {
        vectors.add(userId, vector);
      } catch (RuntimeException e) {
        refusal = e;
        throw e;
      }
      count++;
    }

    private FactorVector vector(int userId, float[] values) {
      if (values.length != rank) {
        throw new IllegalArgumentException(
            "id " + userId + " has " + values.length + " factors instead of " + rank);
      }
      try {
        return FactorVector.of(values);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("id " + userId + " has " + e.getMessage(), e);
      }
    }
  }
}
