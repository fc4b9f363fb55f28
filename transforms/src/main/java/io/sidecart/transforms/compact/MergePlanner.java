package io.sidecart.transforms.compact;

import io.sidecart.model.EventId;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Chooses what to merge in a folder. */
final class MergePlanner {
  private final Storage storage;
  private final CompactionSettings settings;

  MergePlanner(Storage storage, CompactionSettings settings) {
    this.storage = storage;
    this.settings = settings;
  }

  /**
   * The plan for what stands in the folder now.
   *
   * @throws SidecartException that names the files that cannot be compacted
   */
  MergePlan plan(String folder, Instant now) throws IOException {
    List<RowFile> files = inspect(folder, now);
    List<RowFile> small =
        new ArrayList<>(files.stream().filter(f -> f.size() < settings.smallerThan()).toList());
    List<RowFile> large =
        new ArrayList<>(files.stream().filter(f -> f.size() >= settings.smallerThan()).toList());
    Set<RowFile> doubled = sharing(large);
    large.removeAll(doubled);
    MergePlan plan = planOf(small, doubled, large);
    boolean saves = plan.expectedFiles(settings.targetBytes()) < plan.inputs().size();
    return saves || sharesAny(plan) ? plan : MergePlan.NOTHING;
  }

  private static MergePlan planOf(List<RowFile> small, Set<RowFile> doubled, List<RowFile> large) {
    List<RowFile> inputs = new ArrayList<>(small);
    inputs.addAll(doubled);
    inputs.sort(Comparator.comparing(RowFile::path));
    List<RowFile> kept = large.stream().filter(l -> inputs.stream().anyMatch(l::mayShare)).toList();
    return new MergePlan(List.copyOf(inputs), kept);
  }

  private List<RowFile> inspect(String folder, Instant now) throws IOException {
    List<RowFile> files = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Entry entry : storage.list(folder)) {
      if (Names.isRows(entry) && !entry.modified().plus(settings.olderThan()).isAfter(now)) {
        try {
          files.add(RowFile.inspect(storage, entry));
        } catch (SidecartException e) {
          // Gone or unreadable: either way this folder has to wait, and the user is told of all.
          refused.add(e.getMessage());
        }
      }
    }
    if (!refused.isEmpty()) {
      throw new SidecartException(String.join("; ", refused));
    }
    return files;
  }

  /** The files that have an identity in common with another of them. */
  private Set<RowFile> sharing(List<RowFile> files) throws IOException {
    Set<RowFile> sharing = new LinkedHashSet<>();
    for (int i = 0; i < files.size(); i++) {
      for (int j = i + 1; j < files.size(); j++) {
        if (files.get(i).mayShare(files.get(j)) && share(List.of(files.get(i), files.get(j)))) {
          sharing.add(files.get(i));
          sharing.add(files.get(j));
        }
      }
    }
    return sharing;
  }

  private boolean sharesAny(MergePlan plan) throws IOException {
    if (plan.isEmpty()) {
      return false;
    }
    List<RowFile> all = new ArrayList<>(plan.inputs());
    all.addAll(plan.kept());
    return share(all);
  }

  /** Whether an identity stands twice in these files. */
  private boolean share(List<RowFile> files) throws IOException {
    try (RowMerge ids = new RowMerge(storage, files, EnrichedEventRows.IDS)) {
      EventId last = null;
      while (ids.peek() != null) {
        EventId id = ids.peek();
        if (id.equals(last)) {
          return true;
        }
        last = id;
        ids.take();
      }
      return false;
    }
  }
}
