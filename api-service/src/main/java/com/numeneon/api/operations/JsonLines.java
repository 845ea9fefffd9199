package com.numeneon.api.operations;

import com.numeneon.contracts.json.ContractJson;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An answer of JSON objects, one a line, each of which is on its way once it is written. For one thread. */
public final class JsonLines {

    private final ServletOutputStream stream;

    /** Begins the answer, with status 200. */
    public JsonLines(HttpServletResponse response) throws IOException {
        Answers.head(response, 200, "application/x-ndjson");
        this.stream = response.getOutputStream();
    }

    /** @throws IOException when nobody reads any more */
    public void write(Object line) throws IOException {
        stream.write(ContractJson.mapper().writeValueAsBytes(line));
        stream.write('\n');
        stream.flush();
    }
}
