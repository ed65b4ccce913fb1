/** The command line as it is typed, with captured output and a manager behind it. */
@NullMarked
package dev.attache.manager.cli;

import org.jspecify.annotations.NullMarked;
