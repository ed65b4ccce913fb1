/**
 * What the worker does for its document: facts come in, the {@link
 * dev.attache.worker.session.Session} keeps the books, the {@link
 * dev.attache.worker.session.SessionPlanner} looks at them and the time and says what should be
 * done, the {@link dev.attache.worker.session.SessionLoop} does it. One thread, the loop's, sees
 * the books, the document and the replica; whoever else has something to tell puts a {@link
 * dev.attache.worker.session.Fact} into the inbox. The loop must never wait for anything but its
 * inbox, and nothing here may write document text to a log.
 */
@NullMarked
package dev.attache.worker.session;

import org.jspecify.annotations.NullMarked;
