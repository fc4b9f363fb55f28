package io.sidecart.model.delayed;

/**
 * What a user did in one window.
 *
 * @param last what was shown last
 * @param bought the items put in the cart, each with the earliest time in milliseconds since the
 *     window began
 */
public record UserWindow(Serving last, FirstTimes bought) {}
