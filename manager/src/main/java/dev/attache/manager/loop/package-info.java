/**
 * The one thread that sees the books: takes an event, observes, plans, issues, performs. Adapters
 * call only `Inbox.put` and `Loop.ask`, from any thread. It may never do I/O or block except in
 * `Inbox.take`.
 */
@NullMarked
package dev.attache.manager.loop;

import org.jspecify.annotations.NullMarked;
