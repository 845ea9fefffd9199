package com.numeneon.api.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.numeneon.contracts.json.ContractJson;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON schemas of records, as {@link com.numeneon.contracts.json.ContractJson} writes them: snake_case, every member written, null where
 * {@code @Nullable} allows it. Members of a record that leaves nulls out are required when they can never be null. Not for
 * several threads.
 */
final class RecordSchemas {

    static final String PREFIX = "#/components/schemas/";

    private static final String TIME = "Time";
    private static final String TIME_FORMAT = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$";

    private final Map<String, Class<?>> named = new HashMap<>();
    private final Map<String, ObjectNode> schemas = new TreeMap<>();
    private final Deque<Class<?>> waiting = new ArrayDeque<>();

    /** By name: those of the given records, and of all that they have members of. */
    static Map<String, ObjectNode> of(Iterable<Class<?>> records) {
        RecordSchemas all = new RecordSchemas();
        records.forEach(all::name);
        all.schemas.put(TIME, time());
        while (!all.waiting.isEmpty()) {
            Class<?> next = all.waiting.remove();
            all.schemas.put(name(next, all.named), all.object(next));
        }
        return all.schemas;
    }

    /** A record that shows another one bears both names. */
    static String nameOf(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer != null && outer.isRecord() ? outer.getSimpleName() + type.getSimpleName() : type.getSimpleName();
    }

    static String snakeCase(String javaName) {
        return javaName.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private String name(Class<?> type) {
        if (!named.containsValue(type)) {
            waiting.add(type);
        }
        return name(type, named);
    }

    private static String name(Class<?> type, Map<String, Class<?>> named) {
        Class<?> sameName = named.putIfAbsent(nameOf(type), type);
        if (sameName != null && sameName != type) {
            throw new IllegalStateException("two schemas would have one name: " + type + " and " + sameName);
        }
        return nameOf(type);
    }

    private ObjectNode object(Class<?> type) {
        ObjectNode schema = node("object");
        addMembers(type, false, schema.putObject("properties"), schema.putArray("required"));
        return schema;
    }

    private void addMembers(Class<?> type, boolean optional, ObjectNode properties, ArrayNode required) {
        JsonInclude inclusion = type.getAnnotation(JsonInclude.class);
        boolean leavesNullsOut = inclusion != null && inclusion.value() == JsonInclude.Include.NON_NULL;
        for (RecordComponent member : type.getRecordComponents()) {
            boolean nullable = member.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean mayBeAbsent = optional || (leavesNullsOut && nullable);
            if (member.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addMembers(member.getType(), mayBeAbsent, properties, required);
                continue;
            }
            String name = snakeCase(member.getName());
            ObjectNode schema = schema(member.getAnnotatedType(), member.getType());
            properties.set(name, nullable && !leavesNullsOut ? orNull(schema) : schema);
            if (!mayBeAbsent) {
                required.add(name);
            }
        }
    }

    private ObjectNode schema(AnnotatedType annotated, Class<?> type) {
        if (type == long.class || type == Long.class) {
            return node("integer").put("format", "int64");
        }
        if (type == int.class || type == Integer.class) {
            return node("integer").put("format", "int32");
        }
        if (type == boolean.class) {
            return node("boolean");
        }
        if (type == String.class) {
            return node("string");
        }
        if (type == Void.class) {
            return node("null");
        }
        if (type == Instant.class) {
            return ref(TIME);
        }
        if (type == List.class) {
            return node("array").set("items", argument(annotated, 0));
        }
        if (type == Map.class) {
            return node("object").set("additionalProperties", argument(annotated, 1));
        }
        if (type.isRecord()) {
            return ref(name(type));
        }
        throw new IllegalStateException("no rule says how to describe " + type);
    }

    private ObjectNode argument(AnnotatedType annotated, int index) {
        AnnotatedType argument = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[index];
        return schema(argument, argument.getType() instanceof Class<?> plain ? plain : List.class);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = ContractJson.mapper().createObjectNode();
            either.putArray("anyOf").add(schema).add(node("null"));
            return either;
        }
        String type = schema.path("type").asString();
        if (!type.equals("null")) {
            schema.putArray("type").add(type).add("null");
        }
        return schema;
    }

    private static ObjectNode ref(String name) {
        return ContractJson.mapper().createObjectNode().put("$ref", PREFIX + name);
    }

    private static ObjectNode node(String type) {
        return ContractJson.mapper().createObjectNode().put("type", type);
    }

    private static ObjectNode time() {
        return node("string").put("format", "date-time").put("pattern", TIME_FORMAT);
    }
}
