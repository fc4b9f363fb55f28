/** Lets Beam's own reads and writes take {@code hdfs://} paths. */
@NullMarked
package io.sidecart.pipelines.hdfs;

import org.jspecify.annotations.NullMarked;
