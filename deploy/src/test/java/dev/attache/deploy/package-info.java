/**
 * What operators put on their hosts, tried as they would: the unit by systemd's own check, the
 * ecosystem file under pm2, the archive unpacked. Each needs the real tool and says so when it is
 * missing; none reaches for anything outside of its own folders and processes.
 */
@NullMarked
package dev.attache.deploy;

import org.jspecify.annotations.NullMarked;
