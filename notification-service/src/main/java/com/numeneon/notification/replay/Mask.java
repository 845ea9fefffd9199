package com.numeneon.notification.replay;

import com.numeneon.contracts.json.ContractJson;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Hides what people wrote: whoever looks for a frame seldom needs to read other people's mail. Pure. */
final class Mask {

    /** Members of frames that hold what somebody wrote, at whatever depth. */
    private static final Set<String> WRITTEN = Set.of("content", "media_url");

    private Mask() {}

    /** The frame with each such text replaced by its length. */
    static String hide(String frame) {
        JsonNode json = ContractJson.mapper().readTree(frame);
        hide(json);
        return ContractJson.mapper().writeValueAsString(json);
    }

    private static void hide(JsonNode json) {
        if (json instanceof ObjectNode object) {
            for (var member : object.properties()) {
                if (WRITTEN.contains(member.getKey()) && member.getValue() instanceof StringNode text) {
                    member.setValue(StringNode.valueOf("[hidden: " + length(text.stringValue()) + " characters]"));
                }
            }
        }
        json.forEach(Mask::hide);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
