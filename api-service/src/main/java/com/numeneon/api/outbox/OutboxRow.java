package com.numeneon.api.outbox;

import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.type.TypeReference;

/**
 * An event as it waits in the table.
 *
 * @param headers a JSON object of texts
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that pass from the table to the producer; never compared
record OutboxRow(long id, String topic, String key, String headers, byte[] payload) {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /**
     * The record, with the row's id as its sequence.
     *
     * @throws tools.jackson.core.JacksonException when the headers are not texts
     */
    ProducerRecord<String, byte[]> toRecord() {
        var record = new ProducerRecord<>(topic, key, payload);
        headerTexts().forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        record.headers().add(EventCodec.HEADER_SEQUENCE, Long.toString(id).getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private Map<String, String> headerTexts() {
        return ContractJson.mapper().readValue(headers, TEXTS);
    }
}
