package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.pipelines.job.Job;
import io.sidecart.runners.services.Home;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each job that the command line offers. */
class JobsTest {
  @TempDir Path state;

  static Stream<Job<?>> jobs() {
    return ServiceLoader.load(Job.class).stream().map(ServiceLoader.Provider::get);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void itsOptionsAreAcceptedByBeam(Job<?> job) {
    assertThat(PipelineOptionsFactory.as(job.optionsType())).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void itsHelpHasEveryOption(Job<?> job) {
    // Given
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    // When
    int status =
        new Sidecart(new Home(state, state), List.of(job), out, out).run("help", job.name());

    // Then
    String help = bytes.toString(StandardCharsets.UTF_8);
    assertThat(status).isZero();
    assertThat(job.optionsType().getMethods())
        .filteredOn(getter -> getter.getDeclaringClass().getName().startsWith("io.sidecart."))
        .filteredOn(getter -> getter.isAnnotationPresent(Description.class))
        .isNotEmpty()
        .allSatisfy(getter -> assertThat(help).containsPattern(option(getter) + "[=\\[ ]"));
  }

  private static String option(Method getter) {
    String name = getter.getName().replaceFirst("^(get|is)", "");
    return "--" + Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
