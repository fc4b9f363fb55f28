package io.sidecart.data;

import java.util.List;
import java.util.Random;

/** Rows that prepare has to leave out, made from good ones. */
final class Flaws {
  private static final int USER = 0;
  private static final int QUANTITY = 4;
  private static final int SALES_VALUE = 5;

  private Flaws() {}

  static void insert(List<String> lines, int zeroRows, int malformedRows, Random random) {
    for (int i = 0; i < zeroRows; i++) {
      String[] cells = pick(lines, random);
      cells[i % 2 == 0 ? QUANTITY : SALES_VALUE] = i % 2 == 0 ? "0" : "0.00";
      add(String.join(",", cells), lines, random);
    }
    for (int i = 0; i < malformedRows; i++) {
      add(malformed(pick(lines, random), i % 5), lines, random);
    }
  }

  private static String malformed(String[] cells, int kind) {
    switch (kind) {
      case 0 -> cells[QUANTITY] = "two";
      case 1 -> cells[USER] = "99999999999";
      case 2 -> cells[SALES_VALUE] = "NaN";
      case 3 -> cells[USER] = "\"" + cells[USER];
      default -> {
        return cells[USER] + "," + cells[1];
      }
    }
    return String.join(",", cells);
  }

  /** The cells of a good row: flawed ones have a cell that is not a plain number above 0. */
  private static String[] pick(List<String> lines, Random random) {
    while (true) {
      String[] cells = lines.get(random.nextInt(lines.size())).split(",", -1);
      if (cells.length == 6
          && cells[USER].matches("[0-9]{1,9}")
          && cells[QUANTITY].matches("[1-9]")
          && cells[SALES_VALUE].matches("[0-9.]*[1-9][0-9.]*")) {
        return cells;
      }
    }
  }

  private static void add(String line, List<String> lines, Random random) {
    lines.add(random.nextInt(lines.size() + 1), line);
  }
}
