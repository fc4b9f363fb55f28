package io.sidecart.model;

import java.io.Serializable;

/**
 * One item worth showing.
 *
 * @param itemId the item
 * @param score how strongly the model speaks for it; only the order within one answer has a meaning
 */
public record Recommendation(int itemId, float score) implements Serializable {}
