package com.numeneon.contracts.frame;

import com.numeneon.contracts.json.ContractJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Frame to the UTF-8 bytes of its JSON. Pure and safe for all threads. */
public final class FrameCodec {

    private static final JsonMapper MAPPER = ContractJson.mapper();

    private FrameCodec() {}

    public static byte[] encode(Frame frame) {
        ObjectNode json = MAPPER.createObjectNode().put("type", frame.frameType());
        if (!(frame instanceof Frame.PongReply)) {
            json.set("data", MAPPER.valueToTree(frame));
        }
        return MAPPER.writeValueAsBytes(json);
    }
}
