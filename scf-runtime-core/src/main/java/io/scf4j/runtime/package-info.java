/**
 * What a function is written against: handlers, their context, and the class that starts the
 * process.
 *
 * <p>Nothing here has to be used: a {@link java.util.function.Function} or any public method is a
 * handler too. Everything in the packages below this one is internal and may change.
 */
package io.scf4j.runtime;
