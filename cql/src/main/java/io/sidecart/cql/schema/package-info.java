/** The keyspace and its tables, by numbered files that are applied once. */
@NullMarked
package io.sidecart.cql.schema;

import org.jspecify.annotations.NullMarked;
