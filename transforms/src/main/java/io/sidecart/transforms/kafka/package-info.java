/**
 * Reading a topic, publishing to one so that what follows knows it is there, and committing the
 * offsets whose events have reached every sink.
 */
@NullMarked
package io.sidecart.transforms.kafka;

import org.jspecify.annotations.NullMarked;
