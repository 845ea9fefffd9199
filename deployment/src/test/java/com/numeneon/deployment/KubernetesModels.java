package com.numeneon.deployment;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Says what an API server would refuse of an object, as far as that follows from its schema. Two readings of the same
 * models find different things: the validation unknown and missing fields, the reader wrong types.
 */
final class KubernetesModels {

    /** Of custom resources the models know nothing; what we use of them stands here, {@code []} for each item of a list. */
    private static final Map<String, Set<String>> CUSTOM = Map.of(
            "monitoring.coreos.com/v1/ServiceMonitor",
            Set.of(
                    "apiVersion",
                    "kind",
                    "metadata.name",
                    "metadata.namespace",
                    "spec.namespaceSelector.matchNames[]",
                    "spec.selector.matchExpressions[].key",
                    "spec.selector.matchExpressions[].operator",
                    "spec.selector.matchExpressions[].values[]",
                    "spec.endpoints[].port",
                    "spec.endpoints[].path",
                    "spec.endpoints[].interval"),
            "monitoring.coreos.com/v1/PrometheusRule",
            Set.of(
                    "apiVersion",
                    "kind",
                    "metadata.name",
                    "metadata.namespace",
                    "spec.groups[].name",
                    "spec.groups[].rules[].alert",
                    "spec.groups[].rules[].expr",
                    "spec.groups[].rules[].for",
                    "spec.groups[].rules[].labels.severity",
                    "spec.groups[].rules[].annotations.summary",
                    "spec.groups[].rules[].annotations.runbook_url"));

    private KubernetesModels() {}

    /** @throws IllegalArgumentException with what is wrong */
    static void check(Node object) {
        String apiVersion = object.at("apiVersion").text();
        String kind = object.at("kind").text();
        Set<String> fields = CUSTOM.get(apiVersion + "/" + kind);
        JsonElement json = new Gson().toJsonTree(object.value());
        if (fields != null) {
            checkFields(json, "", fields);
        } else {
            checkModel(json, apiVersion, kind);
        }
    }

    private static void checkModel(JsonElement json, String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        @Nullable
        Class<?> model = ModelMapper.getApiTypeClass(
                slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
        if (model == null) {
            throw new IllegalArgumentException("Kubernetes has no " + apiVersion + " " + kind);
        }
        try {
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            Object ignored = Yaml.load(json.toString());
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
        } catch (IOException | YAMLException | ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void checkFields(JsonElement json, String path, Set<String> known) {
        if (json instanceof JsonObject object) {
            object.asMap().forEach((key, value) -> checkFields(value, path.isEmpty() ? key : path + "." + key, known));
        } else if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(item -> checkFields(item, path + "[]", known));
        } else if (!known.contains(path)) {
            throw new IllegalArgumentException("unknown field " + path);
        }
    }
}
