package io.sidecart.model.factors;

import static java.lang.System.Logger.Level.INFO;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Function;

/** The one way of scoring that this JVM takes: vectors where it makes them fast, else loops. */
final class Kernels {
  private static final System.Logger LOG = System.getLogger(Kernels.class.getName());
  private static final String MODULE = "jdk.incubator.vector";
  private static final Function<Factors, ItemKernel> CHOSEN = choose(Jvm.current());

  private Kernels() {}

  /**
   * What the choice depends on.
   *
   * @param hasModule whether the Vector API is there
   * @param compilesFully whether HotSpot's second compiler is at work, which alone turns the Vector
   *     API into vector instructions; without it, it is a hundred times slower than a loop
   */
  record Jvm(boolean hasModule, boolean compilesFully) {

    static Jvm current() {
      return new Jvm(ModuleLayer.boot().findModule(MODULE).isPresent(), hasSecondCompiler());
    }

    /** Empty where vectors are to be used. */
    Optional<String> whyNoVectors() {
      if (!hasModule) {
        return Optional.of("the JVM was started without --add-modules " + MODULE);
      }
      return compilesFully
          ? Optional.empty()
          : Optional.of("the JVM runs without its second compiler");
    }

    private static boolean hasSecondCompiler() {
      HotSpotDiagnosticMXBean jvm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return jvm != null
          && !System.getProperty("java.vm.info", "").contains("interpreted")
          && option(jvm, "TieredStopAtLevel", "").equals("4")
          // Builds without a third compiler do not know the option.
          && option(jvm, "UseJVMCICompiler", "false").equals("false");
    }

    private static String option(HotSpotDiagnosticMXBean jvm, String name, String unknown) {
      try {
        return jvm.getVMOption(name).getValue();
      } catch (IllegalArgumentException e) {
        return unknown;
      }
    }
  }

  /** Lays out items for the chosen kernel. */
  static ItemKernel of(Factors items) {
    return CHOSEN.apply(items);
  }

  private static Function<Factors, ItemKernel> choose(Jvm jvm) {
    Optional<String> why = jvm.whyNoVectors();
    if (why.isPresent()) {
      LOG.log(INFO, "Items are scored by plain loops: " + why.get());
      return PlainKernel::of;
    }
    LOG.log(INFO, "Items are scored by vectors of " + VectorKernel.lanes() + " floats");
    return VectorKernel::of;
  }
}
