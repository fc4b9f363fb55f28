package io.sidecart.runners.services;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;

/**
 * Where Sidecart lies and where it keeps its state.
 *
 * @param checkout the folder of the top pom, with the servers' class paths below it
 * @param state data, logs and stack.json
 */
public record Home(Path checkout, Path state) {

  /** What the system properties {@code sidecart.home} and {@code sidecart.state} say. */
  public static Home current() {
    Path checkout = Path.of(System.getProperty("sidecart.home", "")).toAbsolutePath().normalize();
    String state = System.getProperty("sidecart.state");
    return new Home(
        checkout,
        state == null
            ? checkout.resolve(".sidecart")
            : Path.of(state).toAbsolutePath().normalize());
  }

  /** The same checkout with the state in another folder. */
  public Home withState(Path folder) {
    return new Home(checkout, folder.toAbsolutePath().normalize());
  }

  /** Where every log lies. */
  public Path logs() {
    return state.resolve("logs");
  }

  Path log(Service service) {
    return logs().resolve(service.folder() + ".log");
  }

  Path data(Service service) {
    return data().resolve(service.folder());
  }

  /** Where the servers keep their data. */
  public Path data() {
    return state.resolve("data");
  }

  String classPath(Service service) {
    Path target = checkout.resolve("runners").resolve(service.module()).resolve("target");
    Path file = target.resolve("classpath");
    try {
      return target.resolve("classes") + ":" + Files.readString(file).strip();
    } catch (IOException e) {
      throw new SidecartException(
          service.title()
              + " is not built, "
              + file
              + " is missing: ./sidecart --version builds it",
          e);
    }
  }

  String version(Service service) {
    Matcher jar = service.versionedJar().matcher(classPath(service));
    return jar.find() ? jar.group(1) : "unknown";
  }
}
