package io.sidecart.data;

/**
 * One thing that the shop sells.
 *
 * @param isStaple whether it runs out and is bought again
 * @param price of one, in the shop's currency
 * @param popularity how often it is bought, relative to the other items
 */
record Item(
    int id,
    String department,
    String category,
    String name,
    boolean isStaple,
    double price,
    double popularity) {}
