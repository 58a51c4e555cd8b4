package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import java.io.IOException;

/**
 * One action of the cloud API: reads its parameters, does it, and returns the fields of {@code
 * Response}.
 */
@FunctionalInterface
interface Action {
  JsonObject perform(ApiCall call) throws ApiFault, IOException, InterruptedException;
}
