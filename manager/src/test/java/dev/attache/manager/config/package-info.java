/** Every part of the configuration: what holds by default, every key of it, and every fault. */
@NullMarked
package dev.attache.manager.config;

import org.jspecify.annotations.NullMarked;
