package io.sidecart.cql.factors;

import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.PatientWrites;
import io.sidecart.cql.factors.FactorsLoad.State;
import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.UserFactorsId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Puts the user factors of a version into Cassandra, one after the other, and records that all are
 * there when they are. A load that was killed is gone on with by the next one; two at once write
 * the same.
 */
public final class UserFactorsLoad {
  /** A killed load repeats so many writes at most. */
  static final int BATCH = 10_000;

  private static final String INSERT =
      "INSERT INTO {keyspace}.user_factors (user_id, model_version, factors) VALUES (?, ?, ?)";

  private final UserFactorsId id;
  private final FactorsLoads loads;
  private final PreparedStatement insert;
  private final PatientWrites<Statement> writes;
  private final LongConsumer progress;
  private final List<Statement> batch = new ArrayList<>(BATCH);
  private final long before;
  private long count;

  private UserFactorsLoad(
      CassandraSession session, UserFactorsId id, long before, LongConsumer progress) {
    this.id = id;
    this.before = before;
    this.loads = new FactorsLoads(session);
    this.insert = session.prepare(INSERT);
    this.writes =
        PatientWrites.on(session, PatientWrites.DEFAULT_PATIENCE)
            .withAdvice("what is loaded stays, and the next load goes on from there");
    this.progress = progress;
  }

  /** Where the vectors come from. */
  public interface Source {
    /** Hands over all vectors of the version, in the same order each time. */
    void forEach(Taker taker) throws IOException;
  }

  /** Takes one vector after the other. */
  public interface Taker {
    void add(int userId, FactorVector vector);
  }

  /**
   * What a load did.
   *
   * @param before how many vectors were there already
   * @param written how many were written
   */
  public record Result(long before, long written) {}

  /**
   * Finds out, before a model is trained, whether its factors can be put there.
   *
   * @throws SidecartException if Cassandra cannot be reached or has no schema
   */
  public static void requireTables(CassandraSettings settings) {
    try (CassandraSession session = CassandraSession.open(settings)) {
      session.prepare(INSERT);
      var unused = new FactorsLoads(session).all();
    }
  }

  /**
   * Returns when all vectors are there; does nothing where they were.
   *
   * @param storeId of the model store that has the version
   * @param progress is told now and then how many vectors are there
   * @throws SidecartException if Cassandra cannot be asked or does not take them, has those of
   *     another model under this name, or the version is being removed
   */
  public static Result load(
      CassandraSettings settings,
      UserFactorsId id,
      String storeId,
      Source source,
      LongConsumer progress)
      throws IOException {
    try (CassandraSession session = CassandraSession.open(settings)) {
      FactorsLoads loads = new FactorsLoads(session);
      loads.begin(id, storeId);
      FactorsLoad load = loads.find(id.version()).orElseThrow(() -> removed(id.version()));
      if (load.state() == State.REMOVING) {
        throw removed(id.version());
      }
      if (!load.id().isSameAs(id)) {
        throw LoadedUserFactors.notTheSame(settings, id, load);
      }
      if (load.storeId() == null) {
        loads.adopt(id, storeId);
      }
      return load.isComplete()
          ? new Result(id.users(), 0)
          : new UserFactorsLoad(session, id, load.loaded(), progress).run(source);
    }
  }

  private Result run(Source source) throws IOException {
    source.forEach(this::add);
    flush();
    if (!loads.complete(id)) {
      throw removed(id.version());
    }
    return new Result(before, count - Math.min(before, count));
  }

  private void add(int userId, FactorVector vector) {
    count++;
    if (count <= before) {
      return;
    }
    batch.add(insert.bind(userId, id.version(), FactorBlob.of(vector)));
    if (batch.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    writes.write(batch);
    batch.clear();
    if (!loads.progress(id, count)) {
      throw removed(id.version());
    }
    progress.accept(count);
  }

  private static SidecartException removed(String version) {
    return new SidecartException(
        "The user factors of model "
            + version
            + " are being removed: let ./sidecart models prune --removeUserFactors end, then load them"
            + " again");
  }
}
