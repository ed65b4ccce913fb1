package dev.attache.migrations;

import java.util.List;

/**
 * What a run of the migrations did: the files it applied, those that were there before, and what
 * the database had to say about rights and roles that an operator may have to see to.
 */
public record MigrationReport(List<String> applied, List<String> present, List<String> notices) {
    public MigrationReport {
        applied = List.copyOf(applied);
        present = List.copyOf(present);
        notices = List.copyOf(notices);
    }
}
