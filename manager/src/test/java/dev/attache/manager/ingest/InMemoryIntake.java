package dev.attache.manager.ingest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it was told, or refuses it. */
final class InMemoryIntake implements Intake {
    final List<Insert> inserts = new ArrayList<>();
    final List<Seen> seen = new ArrayList<>();
    final List<Switched> switches = new ArrayList<>();
    @Nullable ApiError refusal;

    @Override
    public Inserted insert(Insert insert) throws ApiError {
        refuse();
        inserts.add(insert);
        return new Inserted(insert.rows(), insert.json());
    }

    @Override
    public boolean seen(Seen told) throws ApiError {
        refuse();
        seen.add(told);
        return true;
    }

    @Override
    public boolean switched(Switched told) throws ApiError {
        refuse();
        switches.add(told);
        return false;
    }

    @Override
    public String standing(String document) throws ApiError {
        refuse();
        return "{\"position\": 2}";
    }

    private void refuse() throws ApiError {
        if (refusal != null) {
            throw refusal;
        }
    }
}
