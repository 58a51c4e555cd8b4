package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Parameters of a query string or of a form. Objects and arrays are flattened in them: {@code
 * Environment.Variables.0.Key=A} stands for {@code {"Environment":{"Variables":[{"Key":"A"}]}}}.
 */
final class FormParameters {
  private static final int MAX_DEPTH = 16; // the API's model has five levels

  private final Map<String, String> all;

  private FormParameters(Map<String, String> all) {
    this.all = all;
  }

  /** The parameters of {@code a=b&c=d}, decoded. */
  static FormParameters parse(String text) throws ApiFault {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (parameters.put(name, value) != null) {
          throw new ApiFault("InvalidParameter", "The parameter `" + name + "` is given twice.");
        }
      }
    }
    return new FormParameters(parameters);
  }

  private static String decoded(String text) throws ApiFault {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiFault(
          "InvalidParameter", "The parameters are not URL-encoded: " + e.getMessage() + ".");
    }
  }

  /** As they were sent, in that order. */
  Map<String, String> all() {
    return all;
  }

  /** The value, or an empty text when it was not sent. */
  String get(String name) {
    return all.getOrDefault(name, "");
  }

  String required(String name) throws ApiFault {
    String value = get(name);
    if (value.isEmpty()) {
      throw new ApiFault(
          "MissingParameter", "The request is missing the required parameter `" + name + "`.");
    }
    return value;
  }

  FormParameters without(Set<String> names) {
    Map<String, String> others = new LinkedHashMap<>(all);
    others.keySet().removeAll(names);
    return new FormParameters(others);
  }

  /** As the JSON that they stand for; every value is a text. */
  JsonObject nested() throws ApiFault {
    Node root = new Node();
    for (Map.Entry<String, String> parameter : all.entrySet()) {
      String[] names = parameter.getKey().split("\\.", -1);
      if (names.length > MAX_DEPTH) {
        throw new ApiFault(
            "InvalidParameter", "The parameter `" + parameter.getKey() + "` is nested too deep.");
      }
      Node node = root;
      for (String name : names) {
        node = node.children.computeIfAbsent(name, unused -> new Node());
      }
      node.value = parameter.getValue();
    }
    return root.object("");
  }

  /** A value, an object or an array; which of them is known when all parameters are read. */
  private static final class Node {
    private final Map<String, Node> children = new LinkedHashMap<>();
    private String value;

    private JsonElement json(String path) throws ApiFault {
      if (children.isEmpty()) {
        return new JsonPrimitive(value);
      }
      if (value != null) {
        throw new ApiFault(
            "InvalidParameter", "The parameter `" + path + "` has a value and fields too.");
      }
      boolean array = children.keySet().stream().allMatch(name -> name.matches("[0-9]+"));
      return array ? array(path) : object(path + ".");
    }

    private JsonObject object(String prefix) throws ApiFault {
      JsonObject object = new JsonObject();
      for (Map.Entry<String, Node> child : children.entrySet()) {
        object.add(child.getKey(), child.getValue().json(prefix + child.getKey()));
      }
      return object;
    }

    private JsonArray array(String path) throws ApiFault {
      JsonArray array = new JsonArray();
      for (int i = 0; i < children.size(); i++) {
        Node child = children.get(Integer.toString(i));
        if (child == null) {
          throw new ApiFault(
              "InvalidParameter",
              "The array `" + path + "` has " + children.size() + " elements, but no " + i + ".");
        }
        array.add(child.json(path + "." + i));
      }
      return array;
    }
  }
}
