package io.sidecart.runners.launcher.flow;

import io.sidecart.data.SampleData;
import io.sidecart.data.SampleSettings;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a shop's data, for commands that make some where the user has none. */
public final class ShopData {
  @Option(
      names = "--purchases",
      paramLabel = "CSV",
      description = "Your own purchases in the place of generated ones")
  private @Nullable Path purchases;

  @Option(names = "--products", paramLabel = "CSV", description = "The products that go with them")
  private @Nullable Path products;

  /**
   * Tells that what was given can be used.
   *
   * @throws UsageException if one file was given and the other was not
   * @throws SidecartException if there is no such file
   */
  public void check() {
    if ((purchases == null) != (products == null)) {
      throw new UsageException("--purchases and --products go together");
    }
    for (Path file : files()) {
      if (!Files.isReadable(file)) {
        throw new SidecartException("there is no readable file " + file);
      }
    }
  }

  /** Those that were given. */
  public List<Path> files() {
    return Stream.of(purchases, products).filter(Objects::nonNull).toList();
  }

  /** Whether the user has none, so that it is made. */
  public boolean isGenerated() {
    return purchases == null;
  }

  /**
   * A step that finds the data, or makes it.
   *
   * @param place where to make it
   * @param settings of what is made
   * @return the options of prepare that name the files; what is made ends yesterday, where live
   *     traffic goes on
   */
  public List<String> find(Steps steps, Path place, SampleSettings settings) throws Exception {
    if (purchases != null && products != null) {
      List<String> given = options(purchases.toAbsolutePath(), products.toAbsolutePath());
      return steps.run("data", "your own, " + purchases + " and " + products, () -> given);
    }
    SampleData.Written written =
        steps.run(
            "data",
            "a shop with planted tastes and repeat purchases",
            () -> SampleData.write(place.resolve("data"), settings));
    List<String> options = new ArrayList<>(options(written.purchases(), written.products()));
    options.add("--dayZero=" + LocalDate.now(ZoneOffset.UTC).minusDays(settings.days() + 1L));
    return options;
  }

  private static List<String> options(Path purchases, Path products) {
    return List.of("--purchases=" + purchases, "--products=" + products);
  }
}
