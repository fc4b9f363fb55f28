package io.sidecart.pipelines.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.rules.ItemSet;
import io.sidecart.model.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesOfTest {
  @TempDir Path folder;

  @Test
  void theCartAloneIsLeftOutUnlessToldOtherwise() {
    assertThat(rules()).isEqualTo(Rules.none().withExcludeCart(true));
  }

  @Test
  void eachOptionIsARule() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "5\n7\n");

    Rules rules =
        rules(
            "--distinctCategories",
            "--excludeCart=false",
            "--excludeBoughtDays=3",
            "--repeats=false",
            "--minPrice=2.5",
            "--allowItems=" + list,
            "--denyItems=" + list);

    ItemSet items = ItemSet.of(List.of(5, 7));
    assertThat(rules).isEqualTo(new Rules(1, false, 3, false, 2.5, items, items));
  }

  @Test
  void aBadLineOfAListIsNamed() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "5\nmilk\n");

    assertThatThrownBy(() -> rules("--denyItems=" + list))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith(list + ":2: 'milk' is no item's id");
  }

  @Test
  void aListThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> rules("--allowItems=" + folder.resolve("none.txt")))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("none.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--maxPerCategory=-1",
        "--excludeBoughtDays=-1",
        "--minPrice=-1",
        "--minPrice=NaN"
      })
  void whatCannotBeUsedIsRefused(String argument) {
    assertThatThrownBy(() -> rules(argument))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be used");
  }

  @Test
  void oneOfACategoryAndMoreContradict() {
    assertThatThrownBy(() -> rules("--distinctCategories", "--maxPerCategory=2"))
        .isInstanceOf(UsageException.class);
  }

  private static Rules rules(String... arguments) {
    PipelineOptionsFactory.register(RuleOptions.class);
    return RulesOf.options(PipelineOptionsFactory.fromArgs(arguments).as(RuleOptions.class), null);
  }
}
