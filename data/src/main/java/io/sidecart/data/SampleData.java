package io.sidecart.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Writes the purchases of an invented shop: {@code purchases.csv} (user_id, basket_id, day,
 * item_id, quantity, sales_value) and {@code products.csv} (item_id, department, category, name).
 *
 * <p>Popularity follows Zipf's law, users belong to taste groups that prefer categories and items,
 * and each user buys some staples again and again. The same settings give the same bytes anywhere.
 */
public final class SampleData {
  /** Of a staple, from one purchase to the next: the interval, and the wait for the next trip. */
  private static final double DAYS_BETWEEN_PURCHASES_OF_A_STAPLE = 21;

  private static final double SHARE_OF_STAPLES = 0.6;
  private static final int FIRST_BASKET = 31_000_000;

  private SampleData() {}

  /**
   * What was written.
   *
   * @param purchases the file of purchases
   * @param products the file of products
   * @param rows the well-formed purchases with a quantity and a value above 0
   * @param zeroRows the purchases with a quantity or a value of 0
   * @param malformedRows the rows that are no purchases
   */
  public record Written(Path purchases, Path products, int rows, int zeroRows, int malformedRows) {}

  /**
   * Creates or replaces both files.
   *
   * @param folder where; created with the folders above it
   */
  public static Written write(Path folder, SampleSettings settings) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(settings.seed());
    List<Item> items = Catalogue.create(settings.items(), random);
    List<Trip> trips = shop(settings, items, random);
    Path products = folder.resolve("products.csv");
    try (BufferedWriter out = Files.newBufferedWriter(products)) {
      out.write("item_id,department,category,name\n");
      for (Item item : items) {
        out.write(
            String.join(
                ",",
                Integer.toString(item.id()),
                item.department(),
                item.category(),
                item.name() + "\n"));
      }
    }
    List<String> lines = purchaseLines(trips, items, random);
    int rows = lines.size();
    Flaws.insert(lines, settings.zeroRows(), settings.malformedRows(), random);
    Path purchases = folder.resolve("purchases.csv");
    try (BufferedWriter out = Files.newBufferedWriter(purchases)) {
      out.write("user_id,basket_id,day,item_id,quantity,sales_value\n");
      for (String line : lines) {
        out.write(line + "\n");
      }
    }
    return new Written(purchases, products, rows, settings.zeroRows(), settings.malformedRows());
  }

  private static List<Trip> shop(SampleSettings settings, List<Item> items, Random random) {
    Tastes tastes = new Tastes(items, random);
    double rowsOfAUser = (double) settings.purchases() / settings.users();
    double meanStaples =
        SHARE_OF_STAPLES * rowsOfAUser * DAYS_BETWEEN_PURCHASES_OF_A_STAPLE / settings.days();
    List<Trip> trips = new ArrayList<>();
    for (int user = 1; user <= settings.users(); user++) {
      trips.addAll(
          Shopper.create(user, meanStaples, items, tastes, random).shop(settings.days(), random));
    }
    int rows = trips.stream().mapToInt(trip -> trip.itemIndexes().size()).sum();
    while (rows < settings.purchases()) {
      Trip trip = trips.get(random.nextInt(trips.size()));
      if (trip.add(tastes.draw(trip.shopper.group, random))) {
        rows++;
      }
    }
    Collections.shuffle(trips, random);
    trips.sort(Comparator.comparingInt(trip -> trip.day));
    return trips;
  }

  private static List<String> purchaseLines(List<Trip> trips, List<Item> items, Random random) {
    List<String> lines = new ArrayList<>();
    int basket = FIRST_BASKET;
    for (Trip trip : trips) {
      basket++;
      for (int index : trip.itemIndexes()) {
        Item item = items.get(index);
        int quantity = quantity(random);
        double discount = random.nextInt(10) == 0 ? 0.8 : 1;
        long cents = Math.max(1, Math.round(100 * item.price() * discount)) * quantity;
        lines.add(
            trip.shopper.userId
                + ","
                + basket
                + ","
                + trip.day
                + ","
                + item.id()
                + ","
                + quantity
                + ","
                + money(cents));
      }
    }
    return lines;
  }

  private static int quantity(Random random) {
    int percent = random.nextInt(100);
    if (percent < 80) {
      return 1;
    }
    return percent < 94 ? 2 : 3 + random.nextInt(3);
  }

  private static String money(long cents) {
    return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
  }
}
