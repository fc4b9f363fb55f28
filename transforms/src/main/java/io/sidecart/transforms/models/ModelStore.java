package io.sidecart.transforms.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.SidecartException;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Manifest.StoredFile;
import io.sidecart.model.manifest.ManifestJson;
import io.sidecart.model.manifest.Publication;
import io.sidecart.model.manifest.PublicationLog;
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
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A folder of trained models.
 *
 * <pre>
 * models/20261120T101500Z-1a2b3c/als/...        MLlib's own format, read by ALSModel.load
 * models/20261120T101500Z-1a2b3c/rank/...       of versions with a learned ranking
 * models/20261120T101500Z-1a2b3c/catalogue.bin  categories, prices and popularity of items
 * models/20261120T101500Z-1a2b3c/manifest.json  see {@link Manifest}; written last
 * models/CURRENT                                see {@link PublicationLog}; replaced atomically
 * models/STORE_ID                             the store's name for others, made when it is needed
 * models/.20261120T101500Z-4d5e6f/              a version that is being built
 * </pre>
 *
 * <p>A version is built under a hidden name and renamed once it is whole, and hidden again before
 * it is deleted, so that no reader sees a part of one. Versions sort by the time of their making.
 */
public final class ModelStore {
  /** The folder of MLlib's files in a version. */
  public static final String ALS = "als";

  /** The folder of the learned ranking's files in a version that has one. */
  static final String RANK = "rank";

  static final String MANIFEST = "manifest.json";

  private static final String ID = "STORE_ID";

  private static final Duration DRAFT_IS_DEAD = Duration.ofDays(1);
  private static final Pattern DRAFT = Pattern.compile("\\.\\d{8}T\\d{6}Z-[0-9a-f]{6}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Storage storage;
  private final String folder;
  private final Clock clock;
  private final Pointer pointer;

  ModelStore(Storage storage, String folder, Clock clock) {
    this.storage = storage;
    this.folder = folder;
    this.clock = clock;
    this.pointer = new Pointer(storage, folder);
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
      String hidden = hiddenFolderOf(version);
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

  /** As {@link #publish(String, Terms)}, whatever is published now. */
  public Publication publish(String version) throws IOException {
    return publish(version, Terms.none());
  }

  /**
   * Makes a version the one to be served. The versions before it stay. One process at a time does
   * this; another waits some seconds for it.
   *
   * @throws SidecartException if there is no such version, another one was published meanwhile, or
   *     another process does not end
   */
  public Publication publish(String version, Terms terms) throws IOException {
    return alone(
        () -> {
          manifest(version);
          PublicationLog log = publications();
          if (terms.expected().isPresent() && terms.expected().getAsLong() != log.sequence()) {
            throw new SidecartException(
                "Model %s was judged against another one than %s, which was published meanwhile:"
                        .formatted(version, served(log))
                    + " publish it again");
          }
          return pointer.replace(
              log.published(version, clock.instant(), user(), terms.overruled()));
        });
  }

  /**
   * Goes back to the version that was published before the one that is served, in one step: a
   * reader sees the one or the other.
   *
   * @throws SidecartException if there is none, or it is not in the store any more
   */
  public Publication rollback() throws IOException {
    return rollback(OptionalLong.empty());
  }

  /**
   * As {@link #rollback()}, unless another version was published meanwhile.
   *
   * @param expected the sequence of the publication to go back from; empty for whichever it is
   */
  public Publication rollback(OptionalLong expected) throws IOException {
    return alone(
        () -> {
          PublicationLog log = publications();
          if (expected.isPresent() && expected.getAsLong() != log.sequence()) {
            throw new SidecartException(
                "Model %s was published in %s meanwhile: see ./sidecart models list, and go back again"
                    .formatted(served(log), folder));
          }
          Publication target =
              log.rollbackTarget()
                  .orElseThrow(
                      () ->
                          new SidecartException(
                              "No model was published in %s before %s: there is nothing to go back to"
                                  .formatted(
                                      folder,
                                      log.current()
                                          .map(Publication::version)
                                          .orElse("the first one"))));
          manifest(target.version());
          return pointer.replace(log.rolledBack(target, clock.instant(), user()));
        });
  }

  /**
   * Deletes old versions.
   *
   * @param keep how many of the newest stay, at least 1; the published one and the one to roll back
   *     to stay as well
   * @param grace a version that was served within this time stays too: a worker may be loading it
   */
  public Pruned prune(int keep, Duration grace) throws IOException {
    return alone(() -> new Pruning(this, publications(), keep, clock.instant().minus(grace)).run());
  }

  /** There is none where the pointer was moved away meanwhile. */
  private static String served(PublicationLog log) {
    return log.current().map(Publication::version).orElse("none");
  }

  private interface Change<T> {
    T make() throws IOException;
  }

  private <T> T alone(Change<T> change) throws IOException {
    Claim claim = pointer.claim();
    try {
      return change.make();
    } finally {
      claim.release();
    }
  }

  private static String user() {
    return System.getProperty("user.name", "");
  }

  /**
   * Which version is to be served; empty before the first was published.
   *
   * @throws SidecartException if the pointer is damaged
   */
  public Optional<Publication> current() throws IOException {
    return pointer.current();
  }

  /**
   * All publications, also of versions that are deleted by now.
   *
   * @throws SidecartException if the pointer is damaged
   */
  public PublicationLog publications() throws IOException {
    return pointer.log();
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
    byte[] content = Storages.read(storage, path);
    try {
      return ManifestJson.readManifest(content);
    } catch (SidecartException e) {
      throw new SidecartException(
          "Model " + version + " is damaged: " + MANIFEST + ": " + e.getMessage(), e);
    }
  }

  /** Where a version's files stand. */
  public String folderOf(String version) {
    return StoragePaths.child(folder, version);
  }

  /** Where a version stands that is being built, or being deleted. */
  String hiddenFolderOf(String version) {
    return StoragePaths.child(folder, "." + version);
  }

  /** Where the store is: an absolute path. */
  public String folder() {
    return folder;
  }

  /**
   * What tells this store from all others, also when it is moved: a random name that it gets when
   * it is first asked for one.
   *
   * @throws SidecartException if the file that has it is damaged or cannot be written
   */
  public String id() throws IOException {
    String path = StoragePaths.child(folder, ID);
    if (!storage.exists(path)) {
      alone(
          () -> {
            if (!storage.exists(path)) {
              Storages.publish(storage, path, UUID.randomUUID().toString().getBytes(UTF_8));
            }
            return path;
          });
    }
    String id = new String(Storages.read(storage, path), UTF_8).strip();
    try {
      return UUID.fromString(id).toString();
    } catch (IllegalArgumentException e) {
      throw new SidecartException(
          "Model store id " + path + " is damaged: '" + id + "' is no UUID", e);
    }
  }

  Storage storage() {
    return storage;
  }
}
