package io.sidecart.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The shop's items: all departments and categories, Zipf's popularity over all of them. */
final class Catalogue {
  private static final double ZIPF_EXPONENT = 0.9;
  private static final int LARGEST_STEP_OF_IDS = 40;

  private static final List<String> BRANDS =
      List.of(
          "Hill Farm",
          "Meadow",
          "Old Mill",
          "Sunny Side",
          "Blue Barn",
          "Kettle & Co",
          "Three Oaks",
          "Harbour",
          "Daily",
          "Nordic",
          "Bella",
          "Green Leaf",
          "Copper Pot",
          "Valley",
          "Corner Shop",
          "Red Cap",
          "Golden Hour",
          "River",
          "Little Owl",
          "Tall Tree");
  private static final List<String> VARIETIES =
      List.of("Classic", "Organic", "Light", "Premium", "Fresh", "Country", "Choice", "Simple");
  private static final List<String> PACKS = List.of("small", "large", "family pack");

  private record Category(String department, String name, boolean isStaple, double price) {}

  private Catalogue() {}

  /** How many categories there are, hence the fewest items that a shop can have. */
  static int categories() {
    return lines().stream().mapToInt(line -> line.split(",", -1).length).sum();
  }

  /** Makes this many items, in ascending order of their ids. */
  static List<Item> create(int items, Random random) {
    List<Category> categories = readCategories(random);
    List<Category> shelf = new ArrayList<>(categories);
    while (shelf.size() < items) {
      shelf.add(categories.get(random.nextInt(categories.size())));
    }
    List<Integer> ranks = new ArrayList<>();
    for (int rank = 1; rank <= items; rank++) {
      ranks.add(rank);
    }
    Collections.shuffle(ranks, random);
    Collections.shuffle(shelf, random);
    NameMaker names = new NameMaker(random);
    List<Item> result = new ArrayList<>(items);
    int id = 820_000;
    for (int i = 0; i < items; i++) {
      Category category = shelf.get(i);
      id += 1 + random.nextInt(LARGEST_STEP_OF_IDS);
      result.add(
          new Item(
              id,
              category.department(),
              category.name(),
              names.next(category.name()),
              category.isStaple(),
              category.price() * StrictMath.exp(0.25 * random.nextGaussian()),
              StrictMath.pow(ranks.get(i), -ZIPF_EXPONENT)));
    }
    return result;
  }

  private static List<Category> readCategories(Random random) {
    List<Category> result = new ArrayList<>();
    for (String line : lines()) {
      int colon = line.indexOf(':');
      for (String entry : line.substring(colon + 1).split(",", -1)) {
        String name = entry.strip();
        boolean isStaple = name.endsWith("*");
        result.add(
            new Category(
                line.substring(0, colon),
                isStaple ? name.substring(0, name.length() - 1) : name,
                isStaple,
                StrictMath.exp(1.2 + 0.5 * random.nextGaussian())));
      }
    }
    return result;
  }

  private static List<String> lines() {
    try (var in = Catalogue.class.getResourceAsStream("catalogue.txt");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names such as "Hill Farm Organic Potato Chips (large)", each once. */
  private static final class NameMaker {
    private final List<String> patterns = new ArrayList<>();
    private final Map<String, Integer> used = new HashMap<>();

    NameMaker(Random random) {
      for (String brand : BRANDS) {
        for (String variety : VARIETIES) {
          for (String pack : PACKS) {
            patterns.add(brand + " " + variety + " %s (" + pack + ")");
          }
        }
      }
      Collections.shuffle(patterns, random);
    }

    String next(String category) {
      int count = used.merge(category, 1, Integer::sum) - 1;
      int start = Math.floorMod(category.hashCode(), patterns.size());
      String name = patterns.get((start + count) % patterns.size()).formatted(titleCase(category));
      // A category larger than the number of patterns goes round again.
      return count < patterns.size() ? name : name + " no. " + (count / patterns.size() + 1);
    }

    private static String titleCase(String text) {
      StringBuilder result = new StringBuilder(text.length());
      boolean atStart = true;
      for (char c : text.toCharArray()) {
        result.append(atStart ? c : Character.toLowerCase(c));
        atStart = c == ' ';
      }
      return result.toString();
    }
  }
}
