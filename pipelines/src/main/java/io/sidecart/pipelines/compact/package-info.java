/** The command compact: merges small files of rows and drops the rows that stand twice. */
@NullMarked
package io.sidecart.pipelines.compact;

import org.jspecify.annotations.NullMarked;
