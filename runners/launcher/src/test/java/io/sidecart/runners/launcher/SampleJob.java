package io.sidecart.runners.launcher;

import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.options.CassandraOptions;
import io.sidecart.pipelines.options.KafkaOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** A job with an option of each type, which ends as the test tells it to. */
final class SampleJob implements Job<SampleJob.Options> {

  /** An enumeration, public as Beam needs it. */
  public enum By {
    random,
    time
  }

  /** Options of every type. */
  public interface Options extends KafkaOptions, CassandraOptions {
    @Description("File to read")
    @Validation.Required
    String getInput();

    void setInput(String value);

    @Description("Share of the rows, 0 to 1, 50 % for instance")
    @Default.Double(0.5)
    double getFraction();

    void setFraction(double value);

    @Description("How many")
    @Default.Integer(5)
    int getTop();

    void setTop(int value);

    @Description("How to choose")
    @Default.Enum("random")
    By getBy();

    void setBy(By value);

    @Description("Whether to append")
    boolean isAppend();

    void setAppend(boolean value);
  }

  /** What the job does. */
  interface Body {
    void run(Options options) throws Exception;
  }

  private final Body body;

  SampleJob(Body body) {
    this.body = body;
  }

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String summary() {
    return "Takes 10 % samples.";
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public void run(Options options) throws Exception {
    body.run(options);
  }
}
