package com.numeneon.api.idempotency;

import java.util.List;
import java.util.Map;

/**
 * What a handler has answered.
 *
 * @param headers those that the handler set; what filters add to every answer is not here
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that pass between the response and the table; never compared
record StoredAnswer(int status, Map<String, List<String>> headers, byte[] body) {}
