package dev.attache.worker.session;

import dev.attache.worker.extract.Place;

import java.util.List;

/** What a sentence turned out to name; to be written as soon as that may be done. */
record Finding(Asked asked, List<Place> places) {
    Finding {
        places = List.copyOf(places);
    }
}
