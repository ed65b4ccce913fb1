/**
 * Supabase Realtime as a source of hints: it says that a row was inserted, or is quiet although one
 * was. The composition root makes the source and the feed listens to it. All decisions are taken on
 * the source's own thread by a state machine that knows neither sockets nor clocks. It never
 * believes what a frame says about a document, and never stalls the socket's thread.
 */
@NullMarked
package dev.attache.manager.realtime;

import org.jspecify.annotations.NullMarked;
