/**
 * Puts an archive on a host, step by step: program, user, settings, unit, state. Called by the
 * `install` command on the main thread. Looking decides what is to be done, and only then is it
 * done, so that a dry run shows the same sentences. It never touches settings that are there, never
 * deletes a version, and starts or stops nothing.
 */
@NullMarked
package dev.attache.manager.install;

import org.jspecify.annotations.NullMarked;
