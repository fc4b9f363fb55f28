/** A real Cassandra server for tests, the demo and a developer's machine. */
package io.sidecart.runners.cassandra;
