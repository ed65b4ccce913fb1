/**
 * The commands: each parses its own words and hands the work to a room that knows it. Main calls
 * them, on the main thread; `run` turns the loop there. They print to the writers they are given
 * and answer with exit codes that are documented in `Exit`. They decide nothing and never print a
 * secret that was not asked for.
 */
@NullMarked
package dev.attache.manager.cli;

import org.jspecify.annotations.NullMarked;
