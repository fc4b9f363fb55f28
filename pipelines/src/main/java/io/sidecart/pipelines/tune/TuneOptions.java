package io.sidecart.pipelines.tune;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What a search is told. */
public interface TuneOptions extends PipelineOptions {

  @Description(
      "Whether to search for the best of --tuneRank, --tuneRegParam and --tuneAlpha first, and to"
          + " train with that")
  @Default.Boolean(false)
  boolean isTune();

  void setTune(boolean value);

  @Description("Values of --rank to try, separated by commas")
  @Default.String("32,64")
  String getTuneRank();

  void setTuneRank(String value);

  @Description("Values of --regParam to try, separated by commas")
  @Default.String("0.01,0.1")
  String getTuneRegParam();

  void setTuneRegParam(String value);

  @Description("Values of --alpha to try, separated by commas")
  @Default.String("1,10")
  String getTuneAlpha();

  void setTuneAlpha(String value);

  @Description("How many windows the precision is averaged over, one before the other")
  @Default.Integer(2)
  int getTuneWindows();

  void setTuneWindows(int value);

  @Description("Days of each window")
  @Default.Integer(28)
  int getTuneDays();

  void setTuneDays(int value);

  @Description(
      "End of the last window: the search sees nothing from then on, so a test window that begins"
          + " there stays untouched. A date, a time in ISO 8601, or the number of a day; the"
          + " start of the window that the gate measures on where nothing is said")
  @Nullable String getTuneUntil();

  void setTuneUntil(@Nullable String value);

  @Description("Date of day 0, for times that are day numbers, as yyyy-mm-dd")
  @Default.String("2000-01-01")
  String getDayZero();

  void setDayZero(String value);

  @Description("Which items the precision looks at: all, those bought before, or new ones")
  @Default.Enum("overall")
  TuneFor getTuneFor();

  void setTuneFor(TuneFor value);

  @Description("How many trials run at once")
  @Default.Integer(2)
  int getTuneParallel();

  void setTuneParallel(int value);

  @Description("Folder of the trials; a search that was broken off goes on with what is there")
  @Default.String("sidecart-out/trials")
  String getTrials();

  void setTrials(String value);

  /** What is searched for. */
  enum TuneFor {
    overall,
    repeat,
    explore
  }
}
