package io.sidecart.pipelines.evaluate;

import io.sidecart.model.UsageException;
import io.sidecart.model.evaluate.Bootstrap;
import io.sidecart.model.evaluate.Examiner;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.rank.PersonalRanker;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.options.TimeOption;
import io.sidecart.pipelines.purchases.ReadFeatures;
import io.sidecart.pipelines.purchases.ReadPurchases;
import io.sidecart.pipelines.train.AlsParameters;
import io.sidecart.pipelines.train.LazySpark;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command evaluate. */
public final class EvaluateJob implements Job<EvaluateOptions> {

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "Compares ways of ranking by what users bought next, with intervals and times.";
  }

  @Override
  public Class<EvaluateOptions> optionsType() {
    return EvaluateOptions.class;
  }

  @Override
  public void run(EvaluateOptions options) throws IOException {
    check(options);
    Methods methods =
        new Methods(
            Duration.ofDays(options.getRecentDays()),
            Duration.ofDays(options.getHalfLife()),
            AlsParameters.implicit(options, options.getSeed()));
    TimeOption times = TimeOption.from(options.getDayZero());
    Protocols protocols =
        new Protocols(
            times.parse("at", options.getAt()),
            times.parse("until", options.getUntil()),
            options.getTestDays(),
            options.getFraction(),
            options.getSeed());
    List<NamedRules> rules = NamedRules.parse(options.getRules());
    ReportFiles files = ReportFiles.claim(options.getReport(), names(options.getProtocol()));
    try (LazySpark spark = new LazySpark(options.getSparkMaster())) {
      List<RankingMethod> compared = methods.named(names(options.getMethods()), spark);
      PurchaseLog purchases = ReadPurchases.from(options.getHistory());
      RuleCosts costs =
          new RuleCosts(
              rules, rules.isEmpty() ? List.of() : ReadFeatures.from(options.getFeatures()));
      EvaluateReport report = evaluate(options, purchases, protocols, compared, costs);
      System.out.print(report.toText());
      files.write(report);
    }
  }

  private static EvaluateReport evaluate(
      EvaluateOptions options,
      PurchaseLog purchases,
      Protocols protocols,
      List<RankingMethod> methods,
      RuleCosts costs)
      throws IOException {
    Examiner examiner =
        new Examiner(
            options.getK(),
            options.getDepth(),
            new Bootstrap(options.getBootstrap(), options.getSeed()));
    List<Comparison> comparisons = new ArrayList<>();
    for (String name : names(options.getProtocol())) {
      Protocols.Named protocol = protocols.named(name, purchases);
      comparisons.add(
          Comparison.of(protocol, protocol.protocol().cut(purchases), methods, examiner, costs));
    }
    return new EvaluateReport(
        new EvaluateReport.Data(
            options.getHistory(),
            purchases.size(),
            purchases.untimed(),
            purchases.users(),
            purchases.itemIds().length),
        options.getK(),
        options.getDepth(),
        settings(options),
        comparisons);
  }

  private static Map<String, Object> settings(EvaluateOptions options) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("recentDays", options.getRecentDays());
    settings.put("halfLife", options.getHalfLife());
    settings.put("rank", options.getRank());
    settings.put("maxIter", options.getMaxIter());
    settings.put("regParam", options.getRegParam());
    settings.put("alpha", options.getAlpha());
    settings.put("bootstrap", options.getBootstrap());
    settings.put("seed", options.getSeed());
    return settings;
  }

  private static void check(EvaluateOptions options) {
    atLeastOne("testDays", options.getTestDays());
    atLeastOne("k", options.getK());
    atLeastOne("depth", options.getDepth());
    atLeastOne("recentDays", options.getRecentDays());
    atLeastOne("halfLife", options.getHalfLife());
    atLeastOne("bootstrap", options.getBootstrap());
    if (!(options.getFraction() > 0 && options.getFraction() < 1)) {
      throw new UsageException(
          "--fraction=" + options.getFraction() + ", but it must be above 0 and below 1");
    }
    names(options.getProtocol()).forEach(Protocols::check);
    boolean hasSidecart = names(options.getMethods()).contains(Methods.SIDECART);
    if (hasSidecart) {
      atMostSidecartRanks("k", options.getK());
      atMostSidecartRanks("depth", options.getDepth());
    }
    if (options.getRules() != null
        && !(names(options.getProtocol()).contains(Protocols.TIME) && hasSidecart)) {
      throw new UsageException(
          "--rules="
              + options.getRules()
              + " measures nothing without the protocol time and the method sidecart");
    }
  }

  /** Beyond it the method ranks no more than what its candidates happen to be. */
  private static void atMostSidecartRanks(String option, int value) {
    if (value > PersonalRanker.DEPTH) {
      throw new UsageException(
          "--%s=%d is more than the %d items that the method sidecart ranks; leave it out of"
                  .formatted(option, value, PersonalRanker.DEPTH)
              + " --methods to look deeper");
    }
  }

  private static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new UsageException("--" + option + "=" + value + ", but it must be at least 1");
    }
  }

  private static List<String> names(String option) {
    return Arrays.stream(option.split(",")).map(String::strip).distinct().toList();
  }
}
