package io.sidecart.transforms.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.SidecartException;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Manifest.StoredFile;
import io.sidecart.model.manifest.ManifestJson;
import io.sidecart.model.manifest.Publication;
import io.sidecart.transforms.storage.Claim;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A folder of trained models.
 *
 * <pre>
 * models/20261120T101500Z-1a2b3c/als/...        MLlib's own format, read by ALSModel.load
 * models/20261120T101500Z-1a2b3c/manifest.json  see {@link Manifest}; written last
 * models/CURRENT                                see {@link Publication}; replaced atomically
 * models/.20261120T101500Z-4d5e6f/              a version that is being built
 * </pre>
 *
 * <p>A version is built under a hidden name and renamed once it is whole, so that no reader sees a
 * part of one. Versions sort by the time of their making.
 */
public final class ModelStore {
  /** The folder of MLlib's files in a version. */
  public static final String ALS = "als";

  static final String MANIFEST = "manifest.json";
  static final String CURRENT = "CURRENT";

  private static final Duration DRAFT_IS_DEAD = Duration.ofDays(1);
  private static final Pattern DRAFT = Pattern.compile("\\.\\d{8}T\\d{6}Z-[0-9a-f]{6}");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Storage storage;
  private final String folder;
  private final Clock clock;

  ModelStore(Storage storage, String folder, Clock clock) {
    this.storage = storage;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * The store in a folder, which need not exist.
   *
   * @param folder a local path or one on HDFS
   */
  public static ModelStore at(String folder) {
    String absolute = Storages.absolute(folder);
    return new ModelStore(Storages.of(absolute), absolute, Clock.systemUTC());
  }

  /** A version that is being built: nobody sees it yet. */
  public record Draft(String version, String folder) {

    /** Where MLlib is to write its files; the folder does not exist yet. */
    public String alsFolder() {
      return StoragePaths.child(folder, ALS);
    }
  }

  /**
   * Reserves a version name that no other process can get, and removes drafts of more than a day
   * ago: what built them was killed.
   */
  public Draft draft() throws IOException {
    removeOldDrafts();
    while (true) {
      String version = newName(clock.instant());
      String hidden = StoragePaths.child(folder, "." + version);
      if (!storage.exists(folderOf(version))
          && storage.createIfAbsent(StoragePaths.child(hidden, ".reserved"), new byte[0])) {
        return new Draft(version, hidden);
      }
    }
  }

  private void removeOldDrafts() throws IOException {
    String oldest = "." + TIME.format(clock.instant().minus(DRAFT_IS_DEAD));
    for (Entry entry : storage.list(folder)) {
      if (DRAFT.matcher(entry.name()).matches() && entry.name().compareTo(oldest) < 0) {
        storage.delete(entry.path());
      }
    }
  }

  private static String newName(Instant time) {
    int suffix = ThreadLocalRandom.current().nextInt(1 << 24);
    return TIME.format(time) + "-" + String.format("%06x", suffix);
  }

  /** Throws away a draft with all its files. */
  public void discard(Draft draft) throws IOException {
    storage.delete(draft.folder());
  }

  /**
   * Makes a draft a version that everybody sees; it is not served before it is published.
   *
   * @param manifest makes the manifest of the files that it is given
   */
  public Manifest register(Draft draft, Function<List<StoredFile>, Manifest> manifest)
      throws IOException {
    List<StoredFile> files = new ArrayList<>();
    for (Entry file : Storages.visibleFiles(storage, draft.folder())) {
      files.add(Checksums.of(storage, file, draft.folder()));
    }
    Manifest made = manifest.apply(files);
    if (!made.version().equals(draft.version())) {
      throw new IllegalArgumentException(
          "the manifest of " + draft.version() + " names " + made.version());
    }
    byte[] json = ManifestJson.write(made).getBytes(UTF_8);
    Storages.publish(storage, StoragePaths.child(draft.folder(), MANIFEST), json);
    storage.delete(StoragePaths.child(draft.folder(), ".reserved"));
    storage.rename(draft.folder(), folderOf(draft.version()));
    return made;
  }

  /**
   * Makes a version the one to be served. The versions before it stay. One process at a time does
   * this; another waits some seconds for it.
   *
   * @throws SidecartException if there is no such version, or another process does not end
   */
  public Publication publish(String version) throws IOException {
    manifest(version);
    Claim claim = claim();
    try {
      return publishNext(version);
    } finally {
      claim.release();
    }
  }

  private Claim claim() throws IOException {
    String path = StoragePaths.child(folder, ".publish.lock");
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      Optional<Claim> claim = Claim.take(storage, path);
      if (claim.isPresent()) {
        return claim.get();
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new SidecartException(
        "Another process publishes a model in %s: wait for it, or delete %s if it is gone"
            .formatted(folder, path));
  }

  private Publication publishNext(String version) throws IOException {
    long sequence = current().map(Publication::sequence).orElse(0L) + 1;
    Publication publication = new Publication(version, sequence, clock.instant());
    Storages.publish(
        storage,
        StoragePaths.child(folder, CURRENT),
        ManifestJson.write(publication).getBytes(UTF_8));
    return publication;
  }

  /**
   * Which version is to be served; empty before the first was published.
   *
   * @throws SidecartException if the pointer is damaged
   */
  public Optional<Publication> current() throws IOException {
    String path = StoragePaths.child(folder, CURRENT);
    if (!storage.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ManifestJson.readPublication(Storages.read(storage, path)));
    } catch (SidecartException e) {
      throw new SidecartException("Model pointer " + path + " is damaged: " + e.getMessage(), e);
    }
  }

  /** The names of all versions, oldest first. */
  public List<String> versions() throws IOException {
    List<String> versions = new ArrayList<>();
    for (Entry entry : storage.list(folder)) {
      if (entry.isFolder()
          && !StoragePaths.isHidden(entry.name())
          && storage.exists(StoragePaths.child(entry.path(), MANIFEST))) {
        versions.add(entry.name());
      }
    }
    versions.sort(null);
    return versions;
  }

  /**
   * What a version says of itself.
   *
   * @throws SidecartException if there is no such version, or its manifest is damaged
   */
  public Manifest manifest(String version) throws IOException {
    String path = StoragePaths.child(folderOf(version), MANIFEST);
    if (!storage.exists(path)) {
      throw new SidecartException("Model " + version + " is not in " + folder);
    }
    try {
      return ManifestJson.readManifest(Storages.read(storage, path));
    } catch (SidecartException e) {
      throw new SidecartException(
          "Model " + version + " is damaged: " + MANIFEST + ": " + e.getMessage(), e);
    }
  }

  /** Where a version's files stand. */
  public String folderOf(String version) {
    return StoragePaths.child(folder, version);
  }

  /** Where the store is: an absolute path. */
  public String folder() {
    return folder;
  }

  Storage storage() {
    return storage;
  }
}
