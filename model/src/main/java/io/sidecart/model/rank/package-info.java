/**
 * The learned ranker: what is known of a shopper and an item as numbers, and how much each counts.
 */
@NullMarked
package io.sidecart.model.rank;

import org.jspecify.annotations.NullMarked;
