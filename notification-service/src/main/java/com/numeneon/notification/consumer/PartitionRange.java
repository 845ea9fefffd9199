package com.numeneon.notification.consumer;

import org.apache.kafka.common.TopicPartition;

/** Offsets of one partition, the second one excluded. */
record PartitionRange(TopicPartition partition, long from, long to) {

    long records() {
        return to - from;
    }
}
