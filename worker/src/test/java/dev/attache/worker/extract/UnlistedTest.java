package dev.attache.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Names that only their surroundings show to be places; none of these is in the gazetteer. */
class UnlistedTest {

    @TempDir static Path directory;

    private static BuiltInExtractor extractor;

    @BeforeAll
    static void open() {
        extractor = new BuiltInExtractor(GazetteerFile.in(directory));
    }

    @Test
    void aVillageThatIsCalledOneLiesBesideTheNextTown() {
        assertThat(places("Gunmen raided the village of Tarkwelo, east of Maiduguri."))
                .contains("Tarkwelo = Tarkwelo, near Maiduguri, Borno State, Nigeria");
    }

    @Test
    void whatStandsBeforeARegionLiesInIt() {
        assertThat(places("She grew up in Quolby Hollow, Ohio."))
                .contains("Quolby Hollow = Quolby Hollow, Ohio, United States");
    }

    @Test
    void aNameOfWaterOrLandNeedNotBeKnown() {
        assertThat(places("Two boys from Athens, Ga., drowned in the Wexamee River on Sunday."))
                .contains("Wexamee River = Wexamee River, near Athens, Georgia, United States");
    }

    @Test
    void aDistrictOfAProvinceIsOne() {
        assertThat(places("Officials in Nuristan province’s Tamdeshi district said so in Kabul."))
                .anyMatch(place -> place.startsWith("Tamdeshi = Tamdeshi, near Nuristan"));
    }

    @Test
    void oneOfTwoInAListMakesAPlaceOfTheOther() {
        assertThat(places("The injured were treated in Kozhikode and Vonduttil."))
                .anyMatch(place -> place.startsWith("Vonduttil = Vonduttil, near Kozhikode"));
    }

    @Test
    void whatHasBeenToldOnceHoldsForTheWholeText() {
        assertThat(
                        places(
                                "Tarkwelo burned all night. Gunmen had raided the village of"
                                        + " Tarkwelo, near Maiduguri."))
                .filteredOn(place -> place.startsWith("Tarkwelo"))
                .hasSize(2);
    }

    @Test
    void peoplePartiesAndPersonsAreNoVillages() {
        assertThat(
                        places(
                                "In Gaza City, soldiers entered a Hamas village and the Shiite"
                                    + " district. In a letter to Obramov, China said no. Veronica"
                                    + " Lake sang."))
                .noneMatch(place -> place.matches("(Hamas|Shiite|Obramov|Veronica).*"));
    }

    @Test
    void withoutAnyPlaceAroundThereIsNoAnswer() {
        assertThat(places("They raided the village of Tarkwelo at dawn.")).isEmpty();
    }

    private static List<String> places(String text) {
        return extractor.read(text).stream()
                .map(place -> place.name() + " = " + place.meaning().fullName())
                .toList();
    }
}
