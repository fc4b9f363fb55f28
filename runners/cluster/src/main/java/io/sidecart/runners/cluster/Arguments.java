package io.sidecart.runners.cluster;

import java.io.IOException;
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

  /** From now on the process ends with standard input, where that was asked for. */
  void endWithInput() {
    if (args.contains("--untilEndOfInput")) {
      Thread thread = new Thread(Arguments::awaitEnd, "end-with-input");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // As if it had ended.
    }
    System.exit(0);
  }
}
