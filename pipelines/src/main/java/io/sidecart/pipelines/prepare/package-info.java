/** The command prepare: from a shop's CSV files to clean tables, features and baselines. */
@NullMarked
package io.sidecart.pipelines.prepare;

import org.jspecify.annotations.NullMarked;
