/**
 * The ingest door: the part of PostgREST that a document's object uses, for hosts without Supabase.
 * The composition root opens and closes it. Each request has a virtual thread of its own, and few
 * of them may be in the database at once. It never acknowledges what is not committed, hands
 * nothing to SQL that it has not read value by value, and never logs what was sent.
 */
@NullMarked
package dev.attache.manager.ingest;

import org.jspecify.annotations.NullMarked;
