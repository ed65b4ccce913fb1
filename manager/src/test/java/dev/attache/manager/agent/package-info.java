@NullMarked
package dev.attache.manager.agent;

import org.jspecify.annotations.NullMarked;
