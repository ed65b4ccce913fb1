/**
 * Child processes in sessions of their own: started, written to, read, signalled by group, and
 * waited for. On Linux one thread polls the pipes and ends of all of them, through the
 * foreign-function API, so that five hundred quiet children cost four descriptors each and no
 * thread; where that cannot be had (a Mac, an older C library) the JDK starts them and three
 * threads mind each. Nothing here blocks its caller but `Children.start`. It never decides what a
 * line means, or whether a child should live.
 */
@NullMarked
package dev.attache.manager.child;

import org.jspecify.annotations.NullMarked;
