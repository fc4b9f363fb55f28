package io.sidecart.pipelines.stream;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.ids.TextIds;
import io.sidecart.model.rules.Rules;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.models.ModelReference;
import java.util.List;

/**
 * What was found out before the graph is built.
 *
 * @param kafka how to reach Kafka
 * @param cassandra how to reach Cassandra
 * @param plan which offsets are read
 * @param model the model that is published now
 * @param baseline the items to show where no model has any, best first
 * @param ids which ids are text
 * @param rules what the shop asks of the items that are shown
 * @param runId names the run in the table of average precision
 */
record StreamInputs(
    KafkaSettings kafka,
    CassandraSettings cassandra,
    ReadingPlan plan,
    ModelReference model,
    List<Integer> baseline,
    TextIds ids,
    Rules rules,
    String runId) {}
