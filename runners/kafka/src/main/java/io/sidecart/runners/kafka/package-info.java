/** A real Kafka server for tests, the demo and a developer's machine. */
package io.sidecart.runners.kafka;
