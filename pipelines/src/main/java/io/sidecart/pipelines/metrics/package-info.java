/** Shows Prometheus what a pipeline counts. */
@NullMarked
package io.sidecart.pipelines.metrics;

import org.jspecify.annotations.NullMarked;
