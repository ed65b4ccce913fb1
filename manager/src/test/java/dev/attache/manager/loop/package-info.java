@NullMarked
package dev.attache.manager.loop;

import org.jspecify.annotations.NullMarked;
