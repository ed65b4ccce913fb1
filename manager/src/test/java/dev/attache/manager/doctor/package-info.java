/** Each thing broken once, and what the doctor says about it. */
@NullMarked
package dev.attache.manager.doctor;

import org.jspecify.annotations.NullMarked;
