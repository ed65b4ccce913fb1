package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:p%40ss+word@db.example.org:6543/books?sslmode=require",
                "postgres://ann:p%40ss+word@db.example.org:6543/books?sslmode=require",
                " jdbc:postgresql://ann:p%40ss+word@db.example.org:6543/books?sslmode=require ",
            })
    void takesWhatPeopleHaveAndNeverShowsThePassword(String text) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.jdbcUrl())
                .isEqualTo("jdbc:postgresql://db.example.org:6543/books?sslmode=require");
        assertThat(url.properties("x"))
                .containsEntry("user", "ann")
                .containsEntry("password", "p@ss+word")
                .containsEntry("prepareThreshold", "0");
        assertThat(url).hasToString("db.example.org:6543/books");
    }

    @Test
    void aPortAndADatabaseMayBeMissing() {
        assertThat(DatabaseUrl.parse("postgres://db").jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/postgres");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "mysql://ann:geheim@db/x",
                "postgres://ann:ge heim@db",
                "postgres://ann:geheim@db:99999/x",
                "postgres://ann:geheim@db:0/x"
            })
    void whatIsNoUrlIsSaidWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql://user:password@host:5432/database")
                .hasMessageNotContaining("heim")
                .hasNoCause();
    }
}
