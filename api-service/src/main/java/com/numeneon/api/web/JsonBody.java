package com.numeneon.api.web;

import tools.jackson.databind.node.ObjectNode;

/** The request's body, which was a JSON object; a controller asks for it as an argument. */
public final class JsonBody {

    private final ObjectNode object;

    JsonBody(ObjectNode object) {
        this.object = object;
    }

    /** A reader of its fields that has found no error yet. */
    public Fields fields() {
        return new Fields(object);
    }
}
