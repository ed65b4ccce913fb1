/**
 * What the operator has decided: one record tree, read once from the environment and an optional
 * file, on the main thread. Main and the composition root call it; the other rooms are handed the
 * parts they need. All faults are told at once, with key, value and what is allowed. It never shows
 * a secret, and never guesses at a name that is nearly right.
 */
@NullMarked
package dev.attache.manager.config;

import org.jspecify.annotations.NullMarked;
