/**
 * The user factors of models in Cassandra: loading them, removing them, and telling what is there.
 */
@NullMarked
package io.sidecart.cql.factors;

import org.jspecify.annotations.NullMarked;
