package io.sidecart.transforms.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.recommend.ServedModel.Loaded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamedModelsTest {
  private static final ModelReference FIRST = new ModelReference("models", "a", 1);
  private static final ModelReference SECOND = new ModelReference("models", "b", 2);
  private static final ModelReference THIRD = new ModelReference("models", "c", 3);
  private static final ModelReference BACK = new ModelReference("models", "a", 3);

  private final List<String> loads = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Set<String> notThere = new HashSet<>();
  private final NamedModels models =
      new NamedModels(this::load, SteadyClock.ofSystem(), StoragePatience.OF_A_NEW_WORKER);

  @Test
  void theNewestIsNamedWithItsModel() {
    Loaded named = resolve(FIRST, SECOND);

    assertThat(named.reference()).isEqualTo(SECOND);
    assertThat(named.model().version()).isEqualTo("b");
    assertThat(resolve()).isEqualTo(named);
  }

  @Test
  void nobodyIsNamedWhileNothingIsPublished() {
    assertThat(resolve(ModelReference.none("models"))).isNull();
  }

  @Test
  void whatWasNamedBeforeTheNewestStillServesThoseOnTheirWay() throws Exception {
    Loaded before = resolve(FIRST);
    resolve(FIRST, SECOND);

    assertThat(models.of(FIRST)).isSameAs(before.model());
    assertThat(models.of(SECOND).version()).isEqualTo("b");
    assertThat(loads).containsExactly("a", "b");
  }

  @Test
  void whatIsBroughtBackIsNotLoadedAgain() {
    Loaded first = resolve(FIRST);
    resolve(SECOND);

    Loaded back = resolve(BACK);

    assertThat(back.reference()).isEqualTo(BACK);
    assertThat(back.model()).isSameAs(first.model());
    assertThat(loads).containsExactly("a", "b");
  }

  @Test
  void whatWasNamedLongAgoOrElsewhereIsLoadedAgain() throws Exception {
    resolve(FIRST);
    resolve(SECOND);
    resolve(THIRD);

    assertThat(models.of(FIRST).version()).isEqualTo("a");
    assertThat(loads).containsExactly("a", "b", "c", "a");
  }

  @Test
  void whatCannotBeLoadedIsRefusedAndTheOneBeforeGoesOn() {
    resolve(FIRST);
    notThere.add("b");

    assertThat(resolve(FIRST, SECOND).reference()).isEqualTo(FIRST);
    assertThat(refusals).containsExactly("b: not there");
    assertThatThrownBy(() -> models.of(SECOND)).hasMessage("not there");
  }

  @Test
  void nobodyIsNamedByTheBaselineWhereTheOnlyModelCannotBeLoaded() {
    notThere.add("b");

    assertThatThrownBy(() -> resolve(SECOND))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Model b is published in models, but cannot be loaded: not there");
  }

  private @Nullable Loaded resolve(ModelReference... references) {
    return models.resolve(
        List.of(references),
        (reference, e) -> refusals.add(reference.version() + ": " + e.getMessage()));
  }

  private ServableModel load(ModelReference reference) {
    if (notThere.contains(reference.version())) {
      throw new SidecartException("not there");
    }
    loads.add(reference.version());
    Factors items = Factors.builder(1).add(1, 1).build();
    return ServableModel.of(
        new AlsModel(reference.version(), Factors.builder(1).build(), ItemFactors.of(items)));
  }
}
