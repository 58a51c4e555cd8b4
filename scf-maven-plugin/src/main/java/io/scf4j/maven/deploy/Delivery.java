package io.scf4j.maven.deploy;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.LayerPackage;
import java.util.Optional;

/**
 * What a build has made for a function.
 *
 * @param code its zip
 * @param layer its JRE, when that is for a layer
 */
public record Delivery(CodePackage code, Optional<LayerPackage> layer) {}
