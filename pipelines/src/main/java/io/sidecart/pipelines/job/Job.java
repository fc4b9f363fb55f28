package io.sidecart.pipelines.job;

import org.apache.beam.sdk.options.PipelineOptions;

/**
 * One command of the data flow: prepare, split, train, stream, compact.
 *
 * @param <OptionsT> its options; each getter with a {@code @Description} is a command-line option,
 *     and the description names the unit
 */
public interface Job<OptionsT extends PipelineOptions> {

  /** The command's name. */
  String name();

  /** What it does, in one line. */
  String summary();

  /** The interface of its options. */
  Class<OptionsT> optionsType();

  /**
   * Runs to the end.
   *
   * @throws io.sidecart.model.UsageException if an option's value cannot be used (exit status 2)
   * @throws io.sidecart.model.SidecartException if the work failed for a reason that the user can
   *     act on (exit status 1)
   */
  void run(OptionsT options) throws Exception;
}
