package io.sidecart.pipelines.retrain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sidecart.model.RefusedException;
import io.sidecart.model.manifest.ManifestJson;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.job.ReportFile;
import io.sidecart.pipelines.job.Reports;
import io.sidecart.pipelines.publish.BeforePublishing;
import io.sidecart.pipelines.publish.FactorLoading;
import io.sidecart.pipelines.publish.GateSettings;
import io.sidecart.pipelines.publish.GatedPublication;
import io.sidecart.pipelines.retrain.RetrainRun.Folders;
import io.sidecart.pipelines.retrain.RetrainRun.Result;
import io.sidecart.pipelines.train.Trainer;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Clock;

/** The command retrain: for cron, Airflow and the like, which look at its exit status. */
public final class RetrainJob implements Job<RetrainOptions> {

  @Override
  public String name() {
    return "retrain";
  }

  @Override
  public String summary() {
    return "Trains anew on the history and what the stream has seen since, and publishes the model"
        + " unless it falls behind. Exit status: 0 published, 1 failed, 2 wrong usage, 3 refused.";
  }

  @Override
  public Class<RetrainOptions> optionsType() {
    return RetrainOptions.class;
  }

  /**
   * @throws RefusedException if a model is registered, and not published because it falls behind
   */
  @Override
  public void run(RetrainOptions options) throws IOException {
    String settings = Trainer.describe(options);
    GateSettings gate = GateSettings.of(options);
    ReportFile reportFile = ReportFile.claim(options.getReport());
    ReportFile summaryFile = ReportFile.claim("summary", options.getSummary());
    // What an earlier run has told is not to be taken for this one's, should it be killed.
    summaryFile.write(
        Reports.toJson(JsonNodeFactory.instance.objectNode().put("outcome", "running")));
    StepLog steps = new StepLog(System.out);
    Result result;
    try {
      result = retrain(options, settings, gate, steps);
    } catch (IOException | RuntimeException e) {
      summaryFile.write(Reports.toJson(failure(e, steps)));
      throw e;
    }
    summaryFile.write(Reports.toJson(summary(result, steps)));
    ObjectNode report = ManifestJson.tree(result.manifest());
    report.setAll(result.outcome().toTree());
    reportFile.write(Reports.toJson(report));
    result.outcome().throwIfRefused();
  }

  private static Result retrain(
      RetrainOptions options, String settings, GateSettings gate, StepLog steps)
      throws IOException {
    ModelStore store = ModelStore.at(options.getModels());
    BeforePublishing before = FactorLoading.of(options, store);
    RetrainRun run =
        new RetrainRun(
            new Folders(
                Storages.absolute(options.getHistory()),
                Storages.absolute(options.getEnriched()),
                Storages.absolute(options.getWork())),
            settings,
            store,
            history -> {
              options.setHistory(history);
              return Trainer.train(options, store);
            },
            new GatedPublication(store, gate, Trainer.judge(options), before),
            Clock.systemUTC(),
            steps);
    return run.run(options.getBreakLock());
  }

  private static ObjectNode summary(Result result, StepLog steps) {
    ObjectNode tree = result.outcome().toTree();
    tree.put("run", result.run());
    tree.put("version", result.manifest().version());
    tree.putObject("purchases")
        .put("history", result.collected().history())
        .put("added", result.collected().added())
        .put("repeats", result.collected().repeats())
        .put("unnumbered", result.collected().unnumbered())
        .put("untimely", result.collected().untimely());
    ObjectNode metrics = tree.putObject("metrics");
    result.manifest().metrics().forEach(metrics::put);
    return withSeconds(tree, steps);
  }

  private static ObjectNode failure(Exception failure, StepLog steps) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("outcome", "failed");
    tree.put("reason", String.valueOf(failure.getMessage()));
    return withSeconds(tree, steps);
  }

  private static ObjectNode withSeconds(ObjectNode tree, StepLog steps) {
    ObjectNode seconds = tree.putObject("seconds");
    steps.seconds().forEach(seconds::put);
    return tree;
  }
}
