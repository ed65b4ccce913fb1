/** A host in a folder, with the files of deploy/ and the real systemd-sysusers. */
@NullMarked
package dev.attache.manager.install;

import org.jspecify.annotations.NullMarked;
