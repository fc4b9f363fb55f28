package io.sidecart.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A user with a taste, a rhythm of shopping, and staples that run out after so many days. */
final class Shopper {
  static final int SHORTEST_INTERVAL_DAYS = 5;
  static final int LONGEST_INTERVAL_DAYS = 28;

  private static final double CHANCE_THAT_A_DUE_STAPLE_IS_BOUGHT = 0.9;

  final int userId;
  final int group;
  private final double daysBetweenTrips;
  private final List<Staple> staples;

  private static final class Staple {
    final int itemIndex;
    final int intervalDays;
    int lastDay;

    Staple(int itemIndex, int intervalDays, int lastDay) {
      this.itemIndex = itemIndex;
      this.intervalDays = intervalDays;
      this.lastDay = lastDay;
    }
  }

  private Shopper(int userId, int group, double daysBetweenTrips, List<Staple> staples) {
    this.userId = userId;
    this.group = group;
    this.daysBetweenTrips = daysBetweenTrips;
    this.staples = staples;
  }

  static Shopper create(
      int userId, double meanStaples, List<Item> items, Tastes tastes, Random random) {
    int group = random.nextInt(Tastes.GROUPS);
    double daysBetweenTrips =
        Math.min(20, Math.max(2.5, StrictMath.exp(1.8 + 0.45 * random.nextGaussian())));
    int count = 1 + (int) (2 * random.nextDouble() * meanStaples);
    List<Staple> staples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int item = tastes.draw(group, random);
      for (int tries = 0; tries < 20 && !items.get(item).isStaple(); tries++) {
        item = tastes.draw(group, random);
      }
      int interval =
          SHORTEST_INTERVAL_DAYS
              + random.nextInt(LONGEST_INTERVAL_DAYS - SHORTEST_INTERVAL_DAYS + 1);
      staples.add(new Staple(item, interval, -random.nextInt(interval)));
    }
    return new Shopper(userId, group, daysBetweenTrips, staples);
  }

  /** All shopping from day 1 on, with the staples that were due; the first trip is never empty. */
  List<Trip> shop(int days, Random random) {
    List<Trip> trips = new ArrayList<>();
    double next = 1 + random.nextDouble() * Math.min(daysBetweenTrips, days - 1);
    while (next < days + 1) {
      Trip trip = new Trip(this, (int) next);
      for (Staple staple : staples) {
        boolean isDue = trip.day - staple.lastDay >= staple.intervalDays;
        if (isDue && random.nextDouble() < CHANCE_THAT_A_DUE_STAPLE_IS_BOUGHT) {
          trip.add(staple.itemIndex);
          staple.lastDay = trip.day;
        }
      }
      if (trips.isEmpty()) {
        trip.add(staples.get(0).itemIndex);
      }
      trips.add(trip);
      next = Math.floor(next) + Math.max(1, daysBetweenTrips * (0.5 + random.nextDouble()));
    }
    return trips;
  }
}
