package com.numeneon.notification.eventlog;

import com.numeneon.contracts.topic.Topic;

/** Where a record lies in the log. */
public record Place(Topic topic, int partition, long offset) {}
