package com.numeneon.standalone.frontdoor;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.problem.Problem;

/**
 * An answer that the front door gives itself, because no pod did.
 *
 * <p>Titles are those of the status registry; the details are what a user of the frontend reads.
 */
enum Refusal {
    UNREADABLE(400, "Bad Request", "The request could not be understood."),
    BODY_LATE(408, "Request Timeout", "The body of the request did not arrive in time."),
    BODY_TOO_LARGE(413, "Content Too Large", "The body is larger than 1 MiB."),
    URL_TOO_LONG(414, "URI Too Long", "The URL is longer than 8 KiB."),
    EXPECTATION(417, "Expectation Failed", "Only 100-continue can be expected."),
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large", "The request headers are larger than 16 KiB."),
    FAILED(500, "Internal Server Error", "Something went wrong on the server."),
    BROKEN_OFF(
            502,
            "Bad Gateway",
            "The server broke off before it had answered. What was sent may or may not have been done."),
    NO_POD(503, "Service Unavailable", "The server is not ready. Please try again in a moment."),
    NO_ANSWER(504, "Gateway Timeout", "The server did not answer in time.");

    private final int status;
    private final String body;

    Refusal(int status, String title, String detail) {
        this.status = status;
        this.body = ContractJson.mapper().writeValueAsString(Problem.of(status, title, detail));
    }

    int status() {
        return status;
    }

    /** The problem body as JSON. */
    String body() {
        return body;
    }
}
