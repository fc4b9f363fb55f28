package io.sidecart.transforms.recommend;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.UserFactorsId;
import io.sidecart.model.factors.UserOfModel;
import io.sidecart.transforms.lookup.FailureKind;
import io.sidecart.transforms.lookup.LookUpSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store of user factors in memory.
 *
 * @param vectors what it holds
 * @param loaded versions of which it says that all are there
 */
record PlantedFactors(Map<UserOfModel, FactorVector> vectors, Set<String> loaded)
    implements LookUpSource<UserOfModel, FactorVector>, UserFactorsCheck {

  @Override
  public void requireLoaded(UserFactorsId factors) {
    if (!loaded.contains(factors.version())) {
      throw new SidecartException("The user factors of " + factors.version() + " are not there");
    }
  }

  @Override
  public Connection<UserOfModel, FactorVector> connect(Duration patience) {
    return new InMemory(vectors);
  }

  private record InMemory(Map<UserOfModel, FactorVector> vectors)
      implements Connection<UserOfModel, FactorVector> {

    @Override
    public CompletionStage<Optional<FactorVector>> fetch(UserOfModel user) {
      return CompletableFuture.supplyAsync(() -> Optional.ofNullable(vectors.get(user)));
    }

    @Override
    public String storeName() {
      return "memory";
    }

    @Override
    public FailureKind kindOf(Throwable failure) {
      return FailureKind.OF_THE_STORE;
    }

    @Override
    public void close() {}
  }
}
