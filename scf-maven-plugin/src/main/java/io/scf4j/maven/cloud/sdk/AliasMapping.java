package io.scf4j.maven.cloud.sdk;

import com.tencentcloudapi.scf.v20180416.models.Alias;
import com.tencentcloudapi.scf.v20180416.models.RoutingConfig;
import com.tencentcloudapi.scf.v20180416.models.VersionMatch;
import com.tencentcloudapi.scf.v20180416.models.VersionWeight;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.AliasRoute.Share;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Aliases to and from the API's models. */
final class AliasMapping {
  private AliasMapping() {}

  static AliasRoute route(Alias alias) {
    RoutingConfig routing = alias.getRoutingConfig();
    VersionMatch[] matches = routing == null ? null : routing.getAddtionVersionMatchs();
    Set<String> matched =
        matches == null
            ? Set.of()
            : Stream.of(matches).map(VersionMatch::getVersion).collect(Collectors.toSet());
    return new AliasRoute(alias.getName(), alias.getFunctionVersion(), share(routing), matched);
  }

  /** By the text of the weight: widened as it is, 0.1 would become 0.10000000149011612. */
  private static Optional<Share> share(RoutingConfig routing) {
    VersionWeight[] weights = routing == null ? null : routing.getAdditionalVersionWeights();
    return weights == null || weights.length == 0
        ? Optional.empty()
        : Optional.of(
            new Share(
                weights[0].getVersion(), Double.parseDouble(weights[0].getWeight().toString())));
  }

  /** Without any, or an alias that had some would keep them. */
  static RoutingConfig routing(AliasRoute alias) {
    RoutingConfig routing = new RoutingConfig();
    routing.setAdditionalVersionWeights(
        alias.additional().stream().map(AliasMapping::weight).toArray(VersionWeight[]::new));
    routing.setAddtionVersionMatchs(new VersionMatch[0]);
    return routing;
  }

  private static VersionWeight weight(Share share) {
    VersionWeight weight = new VersionWeight();
    weight.setVersion(share.version());
    weight.setWeight((float) share.weight());
    return weight;
  }
}
