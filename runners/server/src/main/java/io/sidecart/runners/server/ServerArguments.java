package io.sidecart.runners.server;

import java.util.List;
import java.util.Optional;

/** What a server is told, as {@code --name=value}. */
public record ServerArguments(List<String> args) {
  public ServerArguments {
    args = List.copyOf(args);
  }

  /**
   * A value that must be given.
   *
   * @throws IllegalArgumentException if it is not
   */
  public String text(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("--" + name + "= is missing"));
  }

  /** The same as a number. */
  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** A value that may be given. */
  public Optional<String> find(String name) {
    String start = "--" + name + "=";
    return args.stream()
        .filter(arg -> arg.startsWith(start))
        .map(arg -> arg.substring(start.length()))
        .findFirst();
  }

  /** Whether {@code --name} is there. */
  boolean has(String name) {
    return args.contains("--" + name);
  }
}
