package io.sidecart.pipelines.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import io.sidecart.model.rules.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedRulesTest {

  @Test
  void eachRuleStandsByItselfAfterThatOfNone() {
    assertThat(NamedRules.parse("distinctCategories, minPrice=2.5"))
        .containsExactly(
            new NamedRules("none", Rules.none()),
            new NamedRules("distinctCategories", Rules.none().withMaxPerCategory(1)),
            new NamedRules("minPrice=2.5", Rules.none().withMinPrice(2.5)));
  }

  @Test
  void nothingIsMeasuredUnlessAskedFor() {
    assertThat(NamedRules.parse(null)).isEmpty();
    assertThat(NamedRules.parse("all")).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"price=2", "minPrice", "minPrice=-1", "maxPerCategory=x", "repeats=no"})
  void whatCannotBeUsedIsRefused(String rules) {
    assertThatThrownBy(() -> NamedRules.parse(rules))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--rules=" + rules + " cannot be used; there are ");
  }
}
