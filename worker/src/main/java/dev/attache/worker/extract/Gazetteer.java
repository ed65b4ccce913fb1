package dev.attache.worker.extract;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The places of the world, read out of a mapped file; layout.py says what stands where. Any thread
 * may ask.
 */
public final class Gazetteer {

    private static final int HEADER = 24;
    private static final int PLACE_BYTES = 24;
    private static final int NO_REGION = 0xFFFF;
    private static final int EMPTY = 0xFFFFFFFF;

    private final ByteBuffer file;
    private final int places;
    private final int slots;
    private final int slotsAt;
    private final int postingsAt;
    private final int textAt;

    private Gazetteer(ByteBuffer file) throws IOException {
        this.file = file.order(ByteOrder.LITTLE_ENDIAN);
        if (file.limit() < HEADER || file.getInt(0) != 0x5A475441 || file.getInt(4) != 1) {
            throw new IOException("This is no gazetteer of version 1; build the worker again.");
        }
        places = file.getInt(8);
        slots = file.getInt(12);
        slotsAt = HEADER + places * PLACE_BYTES;
        postingsAt = slotsAt + slots * 8;
        textAt = postingsAt + file.getInt(16) * 4;
        if (textAt + file.getInt(20) != file.limit()) {
            throw new IOException(
                    "The gazetteer is cut off; delete it, the worker lays it down again.");
        }
    }

    public static Gazetteer open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            // The mapping that makes a ByteBuffer itself goes through reflection: 20 ms of a start.
            return new Gazetteer(
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto())
                            .asByteBuffer());
        }
    }

    /** What the gazetteer knows of a name, written in whatever case. */
    Known look(CharSequence name) {
        return lookKey(Key.of(name));
    }

    Known lookKey(String key) {
        if (key.isEmpty()) {
            return Known.NOTHING;
        }
        long digest = Key.digest(key);
        int print = (int) digest;
        int at = (int) (((digest >>> 32) * slots) >>> 32);
        while (true) {
            int value = file.getInt(slotsAt + at * 8 + 4);
            if (value == EMPTY) {
                return Known.NOTHING;
            }
            if (file.getInt(slotsAt + at * 8) == print) {
                return known(value);
            }
            at = at + 1 == slots ? 0 : at + 1;
        }
    }

    private Known known(int value) {
        int flags = value >>> 23;
        int number = value & 0x1FFFFF;
        if (number == 0x1FFFFF) {
            return new Known(flags, new int[0], new boolean[0]);
        }
        if ((value & 1 << 21) == 0) {
            return new Known(flags, new int[] {number}, new boolean[] {(value & 1 << 22) != 0});
        }
        int count = file.getInt(postingsAt + number * 4);
        int[] found = new int[count];
        boolean[] alternative = new boolean[count];
        for (int i = 0; i < count; i++) {
            int posting = file.getInt(postingsAt + (number + 1 + i) * 4);
            found[i] = posting & 0x1FFFFF;
            alternative[i] = (posting & 1 << 22) != 0;
        }
        return new Known(flags, found, alternative);
    }

    int size() {
        return places;
    }

    double latitude(int place) {
        return file.getInt(at(place)) / 100_000.0;
    }

    double longitude(int place) {
        return file.getInt(at(place) + 4) / 100_000.0;
    }

    int population(int place) {
        return file.getInt(at(place) + 8);
    }

    String name(int place) {
        int from = textAt + file.getInt(at(place) + 12);
        byte[] bytes = new byte[file.get(from) & 0xFF];
        file.get(from + 1, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Two letters, or empty for what lies in no country. */
    String country(int place) {
        int first = file.get(at(place) + 16);
        return first == 0 ? "" : "" + (char) first + (char) file.get(at(place) + 17);
    }

    /** The country as a number, for comparing; 0 for what lies in no country. */
    short countryNumber(int place) {
        return file.getShort(at(place) + 16);
    }

    /** The place that is this place's region, or -1. */
    int region(int place) {
        int region = file.getShort(at(place) + 18) & 0xFFFF;
        return region == NO_REGION ? -1 : region;
    }

    Kind kind(int place) {
        return Kind.of(file.get(at(place) + 20));
    }

    /** 3 a country's capital, 2 a region's, 1 a county's, 0 any other. */
    int rank(int place) {
        return file.get(at(place) + 21);
    }

    /** In how many other names and languages it is known: the world knows Venice in Italy. */
    int fame(int place) {
        return file.getShort(at(place) + 22) & 0xFFFF;
    }

    /** Whether the world knows some place of this name. */
    boolean isFamous(Known known) {
        for (int i = 0; i < known.places().length; i++) {
            if (!known.alternative()[i] && isFamous(known.places()[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether some place of this name is where a country is governed from. */
    boolean hasCapital(Known known) {
        for (int i = 0; i < known.places().length; i++) {
            if (!known.alternative()[i] && rank(known.places()[i]) == 3) {
                return true;
            }
        }
        return false;
    }

    private boolean isFamous(int place) {
        return kind(place) == Kind.COUNTRY
                || population(place) >= 1_000_000
                || (rank(place) == 3 && population(place) >= 100_000)
                || (kind(place) == Kind.CITY && fame(place) >= 60);
    }

    Meaning meaning(int place) {
        int region = region(place);
        StringBuilder full = new StringBuilder(name(place));
        if (region >= 0 && !name(region).contentEquals(full)) {
            full.append(", ").append(name(region));
        }
        String country = country(place);
        if (kind(place) != Kind.COUNTRY && !country.isEmpty()) {
            full.append(", ").append(Countries.name(this, country));
        }
        return new Meaning(full.toString(), latitude(place), longitude(place), country);
    }

    private int at(int place) {
        return HEADER + place * PLACE_BYTES;
    }
}
