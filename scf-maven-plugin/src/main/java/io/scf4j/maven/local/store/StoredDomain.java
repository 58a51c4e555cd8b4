package io.scf4j.maven.local.store;

import com.google.gson.JsonArray;

/**
 * A custom domain, as it was described by the API.
 *
 * @param domain its name
 * @param protocol {@code HTTP}, {@code HTTPS} or {@code HTTP&HTTPS}
 * @param endpoints routes from paths to versions or aliases of functions, in the API's form
 * @param certificateId of the certificate for HTTPS, else empty
 * @param wafOpen {@code OPEN} or {@code CLOSE}
 * @param wafInstanceId of the web application firewall, or empty
 * @param tags in the API's form
 * @param added when it was made, {@code yyyy-MM-dd HH:mm:ss} UTC
 * @param modified when it was last changed, in the same form
 */
public record StoredDomain(
    String domain,
    String protocol,
    JsonArray endpoints,
    String certificateId,
    String wafOpen,
    String wafInstanceId,
    JsonArray tags,
    String added,
    String modified) {}
