package io.sidecart.runners.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What a server is told, as {@code --name=value}. */
record Arguments(List<String> args) {

  static Arguments of(String[] args) {
    return new Arguments(List.of(args));
  }

  String text(String name) {
    String start = "--" + name + "=";
    return args.stream()
        .filter(arg -> arg.startsWith(start))
        .map(arg -> arg.substring(start.length()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(start + " is missing"));
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** Ends the process with standard input, where that was asked for; returns where it was not. */
  void endWithInput() throws IOException {
    if (args.contains("--untilEndOfInput")) {
      InputStream input = System.in;
      while (input.read() >= 0) {}
      System.exit(0);
    }
  }
}
