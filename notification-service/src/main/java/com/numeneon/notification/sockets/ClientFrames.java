package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.json.ContractJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a client's text frame is answered with. Pure. */
final class ClientFrames {

    private ClientFrames() {}

    static Frame answer(String text) {
        JsonNode json;
        try {
            json = ContractJson.mapper().readTree(text);
        } catch (JacksonException e) {
            return new Frame.ErrorReply("This is not JSON.");
        }
        if (!json.isObject()) {
            return new Frame.ErrorReply("A frame is a JSON object with a type.");
        }
        return json.path("type").asString("").equals("ping")
                ? new Frame.PongReply()
                : new Frame.ErrorReply("Unknown frame type; only ping is understood.");
    }
}
