/** What makes SparkRunner run Sidecart's pipelines faster, without a change of what they mean. */
@NullMarked
package io.sidecart.runners.spark;

import org.jspecify.annotations.NullMarked;
