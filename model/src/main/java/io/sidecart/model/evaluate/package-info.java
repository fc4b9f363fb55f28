/**
 * How good a way of ranking items is: purchases by user, protocols that cut them into what is known
 * and what is to be found, the measures, and their intervals. No engine and no IO.
 */
@NullMarked
package io.sidecart.model.evaluate;

import org.jspecify.annotations.NullMarked;
