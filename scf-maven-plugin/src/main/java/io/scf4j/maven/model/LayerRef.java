package io.scf4j.maven.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A version of a layer.
 *
 * @param name of the layer
 * @param version from 1
 */
public record LayerRef(String name, long version) {
  private static final long TO_BE_PUBLISHED = 0;

  /** Stands in a plan for a version whose number only PublishLayerVersion will tell. */
  public static LayerRef toBePublished(String name) {
    return new LayerRef(name, TO_BE_PUBLISHED);
  }

  /** Whether it stands for one that is still to be published. */
  public boolean isToBePublished() {
    return version == TO_BE_PUBLISHED;
  }

  static List<String> problems(List<LayerRef> layers) {
    List<String> problems = new ArrayList<>();
    if (layers.size() > PlatformRules.MAX_LAYERS) {
      problems.add(
          "layers: "
              + layers.size()
              + " of them; a function has at most "
              + PlatformRules.MAX_LAYERS
              + ".");
    }
    for (LayerRef layer : layers) {
      if (layer.name().isBlank()) {
        problems.add("layers: a layer has no <name>.");
      } else if (layer.version() < 1) {
        problems.add("layer '" + layer.name() + "': its <version> is a number from 1.");
      }
    }
    return problems;
  }

  @Override
  public String toString() {
    return name + ":" + (isToBePublished() ? "new" : version);
  }
}
