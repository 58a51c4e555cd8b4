package io.scf4j.maven.cloud.sdk;

import com.tencentcloudapi.scf.v20180416.models.CfsConfig;
import com.tencentcloudapi.scf.v20180416.models.CfsInsInfo;
import com.tencentcloudapi.scf.v20180416.models.CreateFunctionRequest;
import com.tencentcloudapi.scf.v20180416.models.DeadLetterConfig;
import com.tencentcloudapi.scf.v20180416.models.EipConfigIn;
import com.tencentcloudapi.scf.v20180416.models.Environment;
import com.tencentcloudapi.scf.v20180416.models.GetFunctionResponse;
import com.tencentcloudapi.scf.v20180416.models.IntranetConfigIn;
import com.tencentcloudapi.scf.v20180416.models.LayerVersionInfo;
import com.tencentcloudapi.scf.v20180416.models.LayerVersionSimple;
import com.tencentcloudapi.scf.v20180416.models.PublicNetConfigIn;
import com.tencentcloudapi.scf.v20180416.models.PublicNetConfigOut;
import com.tencentcloudapi.scf.v20180416.models.StatusReason;
import com.tencentcloudapi.scf.v20180416.models.Tag;
import com.tencentcloudapi.scf.v20180416.models.UpdateFunctionConfigurationRequest;
import com.tencentcloudapi.scf.v20180416.models.Variable;
import io.scf4j.maven.model.CfsMount;
import io.scf4j.maven.model.ClsTarget;
import io.scf4j.maven.model.DeadLetter;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionStatus;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.VpcConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings of a function to and from the API's models, in one place since CreateFunction,
 * UpdateFunctionConfiguration and GetFunction each have their own form of them.
 */
final class FunctionMapping {
  private static final String ON = "ENABLE";
  private static final String OFF = "DISABLE";
  private static final String YES = "TRUE";
  private static final String NO = "FALSE";

  private FunctionMapping() {}

  /** Everything CreateFunction takes. */
  static void fill(CreateFunctionRequest request, FunctionValues values) {
    values.find(FunctionFields.MEMORY_SIZE).ifPresent(mb -> request.setMemorySize((long) mb));
    values.find(FunctionFields.TIMEOUT).ifPresent(s -> request.setTimeout((long) s));
    values.find(FunctionFields.INIT_TIMEOUT).ifPresent(s -> request.setInitTimeout((long) s));
    values.find(FunctionFields.DESCRIPTION).ifPresent(request::setDescription);
    values
        .find(FunctionFields.ENVIRONMENT)
        .filter(variables -> !variables.isEmpty())
        .map(FunctionMapping::environment)
        .ifPresent(request::setEnvironment);
    values.find(FunctionFields.ROLE).filter(role -> !role.isEmpty()).ifPresent(request::setRole);
    values
        .find(FunctionFields.VPC)
        .filter(vpc -> !vpc.equals(VpcConfig.NONE))
        .map(FunctionMapping::vpc)
        .ifPresent(request::setVpcConfig);
    values
        .find(FunctionFields.LAYERS)
        .filter(layers -> !layers.isEmpty())
        .map(FunctionMapping::layers)
        .ifPresent(request::setLayers);
    publicNetwork(values).ifPresent(request::setPublicNetConfig);
    values.find(FunctionFields.INTRANET_IP).ifPresent(on -> request.setIntranetConfig(fixed(on)));
    values.find(FunctionFields.DNS_CACHE).ifPresent(on -> request.setDnsCache(word(on)));
    values
        .find(FunctionFields.CFS)
        .filter(mounts -> !mounts.isEmpty())
        .ifPresent(mounts -> request.setCfsConfig(cfs(mounts)));
    values
        .find(FunctionFields.CLS)
        .filter(cls -> !cls.equals(ClsTarget.NONE))
        .ifPresent(
            cls -> {
              request.setClsLogsetId(cls.logsetId());
              request.setClsTopicId(cls.topicId());
            });
    values
        .find(FunctionFields.DEAD_LETTER)
        .filter(letter -> !letter.equals(DeadLetter.NONE))
        .ifPresent(letter -> request.setDeadLetterConfig(deadLetter(letter)));
    values.find(FunctionFields.ASYNC_RUN).ifPresent(on -> request.setAsyncRunEnable(word(on)));
    values.find(FunctionFields.TRACE).ifPresent(on -> request.setTraceEnable(word(on)));
    values
        .find(FunctionFields.TAGS)
        .filter(tags -> !tags.isEmpty())
        .ifPresent(tags -> request.setTags(tags(tags)));
  }

  /** Everything UpdateFunctionConfiguration takes; empty values take away. */
  static void fill(UpdateFunctionConfigurationRequest request, FunctionValues values) {
    values.find(FunctionFields.MEMORY_SIZE).ifPresent(mb -> request.setMemorySize((long) mb));
    values.find(FunctionFields.TIMEOUT).ifPresent(s -> request.setTimeout((long) s));
    values.find(FunctionFields.INIT_TIMEOUT).ifPresent(s -> request.setInitTimeout((long) s));
    values.find(FunctionFields.DESCRIPTION).ifPresent(request::setDescription);
    values
        .find(FunctionFields.ENVIRONMENT)
        .map(variables -> variables.isEmpty() ? noEnvironment() : environment(variables))
        .ifPresent(request::setEnvironment);
    values.find(FunctionFields.ROLE).ifPresent(request::setRole);
    values.find(FunctionFields.VPC).map(FunctionMapping::vpc).ifPresent(request::setVpcConfig);
    values
        .find(FunctionFields.LAYERS)
        .map(layers -> layers.isEmpty() ? noLayers() : layers(layers))
        .ifPresent(request::setLayers);
    publicNetwork(values).ifPresent(request::setPublicNetConfig);
    values.find(FunctionFields.INTRANET_IP).ifPresent(on -> request.setIntranetConfig(fixed(on)));
    values.find(FunctionFields.DNS_CACHE).ifPresent(on -> request.setDnsCache(word(on)));
    values.find(FunctionFields.CFS).ifPresent(mounts -> request.setCfsConfig(cfs(mounts)));
    values
        .find(FunctionFields.CLS)
        .ifPresent(
            cls -> {
              request.setClsLogsetId(cls.logsetId());
              request.setClsTopicId(cls.topicId());
            });
    values
        .find(FunctionFields.DEAD_LETTER)
        .ifPresent(letter -> request.setDeadLetterConfig(deadLetter(letter)));
  }

  /** What GetFunction tells. */
  static RemoteFunction snapshot(GetFunctionResponse response) {
    FunctionValues values =
        FunctionValues.NONE
            .with(FunctionFields.MEMORY_SIZE, whole(response.getMemorySize()))
            .with(FunctionFields.TIMEOUT, whole(response.getTimeout()))
            .with(FunctionFields.INIT_TIMEOUT, whole(response.getInitTimeout()))
            .with(FunctionFields.DESCRIPTION, text(response.getDescription()))
            .with(FunctionFields.ENVIRONMENT, variables(response.getEnvironment()))
            .with(FunctionFields.ROLE, text(response.getRole()))
            .with(FunctionFields.VPC, vpc(response))
            .with(FunctionFields.LAYERS, layers(response.getLayers()))
            .with(FunctionFields.CFS, cfs(response))
            .with(FunctionFields.CLS, cls(response))
            .with(FunctionFields.DEAD_LETTER, deadLetter(response))
            .with(FunctionFields.TAGS, tags(response.getTags()))
            .with(FunctionFields.DNS_CACHE, YES.equals(response.getDnsCache()))
            .with(FunctionFields.ASYNC_RUN, YES.equals(response.getAsyncRunEnable()))
            .with(FunctionFields.TRACE, YES.equals(response.getTraceEnable()))
            .with(
                FunctionFields.INTRANET_IP,
                response.getIntranetConfig() != null
                    && ON.equals(response.getIntranetConfig().getIpFixed()));
    PublicNetConfigOut network = response.getPublicNetConfig();
    boolean eip = network != null && network.getEipConfig() != null;
    values =
        values
            .with(FunctionFields.PUBLIC_ACCESS, network == null || isOn(network))
            .with(FunctionFields.EIP, eip && ON.equals(network.getEipConfig().getEipStatus()));
    List<String> reasons =
        stream(response.getStatusReasons()).map(FunctionMapping::reason).toList();
    return new RemoteFunction(
        new FunctionStatus(text(response.getStatus())),
        reasons,
        text(response.getRuntime()),
        text(response.getType()),
        text(response.getHandler()),
        values);
  }

  private static boolean isOn(PublicNetConfigOut network) {
    return !OFF.equals(network.getPublicNetStatus());
  }

  private static String reason(StatusReason reason) {
    return text(reason.getErrorCode()) + ", " + text(reason.getErrorMessage());
  }

  private static Environment environment(Map<String, String> variables) {
    return environment(
        variables.entrySet().stream()
            .map(entry -> variable(entry.getKey(), entry.getValue()))
            .toArray(Variable[]::new));
  }

  /** An empty list would be ignored by the platform; one empty variable clears the environment. */
  private static Environment noEnvironment() {
    return environment(variable("", ""));
  }

  private static Environment environment(Variable... variables) {
    Environment environment = new Environment();
    environment.setVariables(variables);
    return environment;
  }

  private static Variable variable(String key, String value) {
    Variable variable = new Variable();
    variable.setKey(key);
    variable.setValue(value);
    return variable;
  }

  private static Map<String, String> variables(Environment environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (environment != null) {
      stream(environment.getVariables())
          .filter(variable -> !text(variable.getKey()).isEmpty()) // what clears it
          .forEach(variable -> variables.put(variable.getKey(), text(variable.getValue())));
    }
    return variables;
  }

  private static com.tencentcloudapi.scf.v20180416.models.VpcConfig vpc(VpcConfig vpc) {
    var config = new com.tencentcloudapi.scf.v20180416.models.VpcConfig();
    config.setVpcId(vpc.vpcId());
    config.setSubnetId(vpc.subnetId());
    return config;
  }

  private static VpcConfig vpc(GetFunctionResponse response) {
    var config = response.getVpcConfig();
    return config == null
        ? VpcConfig.NONE
        : new VpcConfig(text(config.getVpcId()), text(config.getSubnetId()));
  }

  private static LayerVersionSimple[] layers(List<LayerRef> layers) {
    return layers.stream()
        .map(layer -> layer(layer.name(), layer.version()))
        .toArray(LayerVersionSimple[]::new);
  }

  /** The same trick as with the environment. */
  private static LayerVersionSimple[] noLayers() {
    return new LayerVersionSimple[] {layer("", 0)};
  }

  private static LayerVersionSimple layer(String name, long version) {
    LayerVersionSimple layer = new LayerVersionSimple();
    layer.setLayerName(name);
    layer.setLayerVersion(version);
    return layer;
  }

  private static List<LayerRef> layers(LayerVersionInfo[] layers) {
    return stream(layers)
        .filter(layer -> !text(layer.getLayerName()).isEmpty()) // what clears them
        .map(layer -> new LayerRef(text(layer.getLayerName()), number(layer.getLayerVersion())))
        .toList();
  }

  /** Both of them or none: the planner sees to that. */
  private static Optional<PublicNetConfigIn> publicNetwork(FunctionValues values) {
    Optional<Boolean> access = values.find(FunctionFields.PUBLIC_ACCESS);
    Optional<Boolean> eip = values.find(FunctionFields.EIP);
    if (access.isEmpty() && eip.isEmpty()) {
      return Optional.empty();
    }
    EipConfigIn address = new EipConfigIn();
    address.setEipStatus(eip.orElse(false) ? ON : OFF);
    PublicNetConfigIn network = new PublicNetConfigIn();
    network.setPublicNetStatus(access.orElse(true) ? ON : OFF);
    network.setEipConfig(address);
    return Optional.of(network);
  }

  private static IntranetConfigIn fixed(boolean on) {
    IntranetConfigIn config = new IntranetConfigIn();
    config.setIpFixed(on ? ON : OFF);
    return config;
  }

  private static CfsConfig cfs(List<CfsMount> mounts) {
    CfsConfig config = new CfsConfig();
    config.setCfsInsList(mounts.stream().map(FunctionMapping::cfs).toArray(CfsInsInfo[]::new));
    return config;
  }

  private static CfsInsInfo cfs(CfsMount mount) {
    CfsInsInfo info = new CfsInsInfo();
    info.setCfsId(mount.cfsId());
    info.setMountInsId(mount.mountInsId());
    info.setLocalMountDir(mount.localMountDir());
    info.setRemoteMountDir(mount.remoteMountDir());
    info.setUserId(mount.userId());
    info.setUserGroupId(mount.userGroupId());
    return info;
  }

  private static List<CfsMount> cfs(GetFunctionResponse response) {
    CfsConfig config = response.getCfsConfig();
    return config == null
        ? List.of()
        : stream(config.getCfsInsList())
            .map(
                info ->
                    new CfsMount(
                        text(info.getCfsId()),
                        text(info.getMountInsId()),
                        text(info.getLocalMountDir()),
                        text(info.getRemoteMountDir()),
                        text(info.getUserId()),
                        text(info.getUserGroupId())))
            .toList();
  }

  private static ClsTarget cls(GetFunctionResponse response) {
    return new ClsTarget(text(response.getClsLogsetId()), text(response.getClsTopicId()));
  }

  private static DeadLetterConfig deadLetter(DeadLetter letter) {
    DeadLetterConfig config = new DeadLetterConfig();
    config.setType(letter.type());
    config.setName(letter.name());
    config.setFilterType(letter.filterType());
    return config;
  }

  private static DeadLetter deadLetter(GetFunctionResponse response) {
    DeadLetterConfig config = response.getDeadLetterConfig();
    return config == null
        ? DeadLetter.NONE
        : new DeadLetter(
            text(config.getType()), text(config.getName()), text(config.getFilterType()));
  }

  private static Tag[] tags(Map<String, String> tags) {
    List<Tag> list = new ArrayList<>();
    tags.forEach(
        (key, value) -> {
          Tag tag = new Tag();
          tag.setKey(key);
          tag.setValue(value);
          list.add(tag);
        });
    return list.toArray(new Tag[0]);
  }

  private static Map<String, String> tags(Tag[] tags) {
    Map<String, String> map = new LinkedHashMap<>();
    stream(tags).forEach(tag -> map.put(text(tag.getKey()), text(tag.getValue())));
    return map;
  }

  private static String word(boolean on) {
    return on ? YES : NO;
  }

  private static <T> Stream<T> stream(T[] nullable) {
    return nullable == null ? Stream.empty() : Arrays.stream(nullable).filter(Objects::nonNull);
  }

  private static int whole(Long nullable) {
    return Math.toIntExact(number(nullable));
  }

  private static long number(Long nullable) {
    return nullable == null ? 0 : nullable;
  }

  private static String text(String nullable) {
    return nullable == null ? "" : nullable;
  }
}
