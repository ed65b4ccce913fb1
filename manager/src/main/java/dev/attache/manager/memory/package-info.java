/**
 * How much memory workers take, children included, and whether the host, or the control group we
 * live in, has enough for one more. The composition root starts both watches; each has a platform
 * thread of its own and puts facts into the inbox. They decide nothing and never take more than a
 * small share of a core.
 */
@NullMarked
package dev.attache.manager.memory;

import org.jspecify.annotations.NullMarked;
