package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the settings that make no difference here may be, and the code of each that may not. */
class SilentSettingRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'VpcConfig':{'VpcId':'vpc-1','SubnetId':'subnet-1'}         | ok",
        "'VpcConfig':{'VpcId':'','SubnetId':''}                      | ok",
        "'VpcConfig':null                                            | ok",
        "'VpcConfig':'vpc-1'                                         | InvalidParameter",
        "'VpcConfig':{'VpcId':1}                                     | InvalidParameter",
        "'VpcConfig':{'Vpc':'vpc-1'}                                 | UnknownParameter",
        "'PublicNetConfig':{'PublicNetStatus':'ENABLE'}              | ok",
        "'PublicNetConfig':{'PublicNetStatus':'TRUE'}                | InvalidParameterValue.PublicNetConfig",
        "'PublicNetConfig':{'EipConfig':{'EipStatus':'DISABLE'}}     | ok",
        "'PublicNetConfig':{'EipConfig':{'EipStatus':'on'}}          | InvalidParameterValue.EipConfig",
        "'PublicNetConfig':{'EipConfig':{'Eip':'x'}}                 | UnknownParameter",
        "'PublicNetConfig':[]                                        | InvalidParameter",
        "'IntranetConfig':{'IpFixed':'ENABLE'}                       | ok",
        "'IntranetConfig':{'IpFixed':'yes'}                          | InvalidParameterValue",
        "'DeadLetterConfig':{'Type':'topic','Name':'dead'}           | ok",
        "'DeadLetterConfig':{'Type':'CMQ-QUEUE','Name':'dead','FilterType':''} | ok",
        "'DeadLetterConfig':{'Type':'','Name':'','FilterType':''}    | ok",
        "'DeadLetterConfig':{'Type':'kafka','Name':'dead'}           | InvalidParameterValue.DeadLetterConfig",
        "'DeadLetterConfig':{'Type':'topic','Name':''}               | InvalidParameterValue.DeadLetterConfig",
        "'DeadLetterConfig':{'Type':'topic'}                         | InvalidParameterValue.DeadLetterConfig",
        "'DeadLetterConfig':{'Name':'dead'}                          | InvalidParameterValue.DeadLetterConfig",
        "'DeadLetterConfig':{'Topic':'dead'}                         | UnknownParameter",
        "'Tags':[{'Key':'team','Value':'a'}]                         | ok",
        "'Tags':[{'Value':'a'}]                                      | MissingParameter",
        "'Tags':[{'Key':'team','Value':1}]                           | InvalidParameter",
        "'Tags':[{'Key':'team','Name':'a'}]                          | UnknownParameter",
        "'Tags':{'team':'a'}                                         | InvalidParameter",
        "'TraceEnable':'TRUE'                                        | ok",
        "'TraceEnable':'true'                                        | InvalidParameterValue.TraceEnable",
        "'TraceEnable':true                                          | InvalidParameter",
        "'AsyncRunEnable':'FALSE'                                    | ok",
        "'AsyncRunEnable':'YES'                                      | InvalidParameterValue.AsyncRunEnable",
        "'InstallDependency':'yes'                                   | InvalidParameterValue",
        "'L5Enable':'yes'                                            | InvalidParameterValue",
        "'DnsCache':'yes'                                            | InvalidParameterValue",
        "'AutoDeployClsTopicIndex':'yes'                             | InvalidParameterValue",
        "'AutoCreateClsTopic':'yes'                                  | InvalidParameterValue",
        "'IgnoreSysLog':true                                         | ok",
        "'IgnoreSysLog':'TRUE'                                       | InvalidParameter",
        "'Role':5                                                    | InvalidParameter",
        "'ClsTopicId':{}                                             | InvalidParameter",
        "'DiskSize':512                                              | ok",
        "'DiskSize':'512'                                            | InvalidParameter",
        "'NodeType':'c','NodeSpec':'s'                               | ok",
        "'NodeType':1                                                | InvalidParameter",
        "'ProtocolType':'WS'                                         | ok",
        "'ProtocolType':'HTTP2'                                      | InvalidParameterValue.ProtocolType",
        "'ProtocolParams':{'WSParams':{'IdleTimeOut':15}}            | ok",
        "'ProtocolParams':{'WSParams':{'IdleTimeOut':1801}}          | InvalidParameterValue.IdleTimeOut",
        "'ProtocolParams':{'WSParams':{'Idle':15}}                   | UnknownParameter",
        "'InstanceConcurrencyConfig':{'DynamicEnabled':'TRUE','MaxConcurrency':100} | ok",
        "'InstanceConcurrencyConfig':{'DynamicEnabled':'yes'}        | InvalidParameterValue.DynamicEnabled",
        "'InstanceConcurrencyConfig':{'MaxConcurrency':0}            | InvalidParameterValue.MaxConcurrency",
        "'InstanceConcurrencyConfig':{'MaxConcurrency':101}          | InvalidParameterValue.MaxConcurrency",
        "'InstanceConcurrencyConfig':{'MaxConcurrency':'2'}          | InvalidParameter",
        "'InstanceConcurrencyConfig':{'Max':2}                       | UnknownParameter",
        "'InstanceConcurrencyConfig':{'MixNodeConfig':[{'NodeSpec':'s','Num':1}]} | ok",
        "'InstanceConcurrencyConfig':{'MixNodeConfig':[{'Spec':'s'}]} | UnknownParameter",
      })
  void eachHasItsShape(String parameters, String code) throws Exception {
    byte[] json = ("{" + parameters + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Parameters read = Parameters.parse(json);
    ApiFault fault = catchThrowableOfType(ApiFault.class, () -> SilentSettingRules.check(read));
    assertThat(fault == null ? "ok" : fault.code()).isEqualTo(code);
  }
}
