package io.scf4j.maven.local.store;

/**
 * A trigger of a function.
 *
 * @param type {@code timer}, {@code http}, {@code cos}, …
 * @param name its name
 * @param qualifier the version or alias that it invokes
 * @param enabled whether it fires
 * @param desc {@code TriggerDesc} as it was sent
 * @param customArgument of a timer, else null
 * @param description free text
 * @param added when it was made, {@code yyyy-MM-dd HH:mm:ss} UTC
 * @param modified when it was last changed, in the same form
 */
public record StoredTrigger(
    String type,
    String name,
    String qualifier,
    boolean enabled,
    String desc,
    String customArgument,
    String description,
    String added,
    String modified) {}
