/**
 * The stream job: cart events in, recommendations out.
 *
 * <p>{@link io.sidecart.pipelines.stream.StreamPipeline#build} is the table of contents.
 */
@NullMarked
package io.sidecart.pipelines.stream;

import org.jspecify.annotations.NullMarked;
