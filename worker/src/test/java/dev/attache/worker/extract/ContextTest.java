package dev.attache.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the words around a name, and the other places of a text, say about it. */
class ContextTest {

    @TempDir static Path directory;

    private static BuiltInExtractor extractor;

    @BeforeAll
    static void open() {
        extractor = new BuiltInExtractor(GazetteerFile.in(directory));
    }

    @Test
    void aTownBesideOthersIsTheOneOfTheirRegion() {
        assertThat(places("A Seaford man robbed houses in Delmar and Bridgeville, Del."))
                .contains(
                        "Seaford = Seaford, Delaware, United States",
                        "Delmar = Delmar, Delaware, United States");
    }

    @Test
    void aNameThatMightBeAPersonIsAPlaceBesideItsNeighbours() {
        assertThat(places("Snow fell in Cleveland, Ohio. Police came from Dayton and Columbus."))
                .contains(
                        "Dayton = Dayton, Ohio, United States",
                        "Columbus = Columbus, Ohio, United States");
    }

    @Test
    void aSurnameStaysOneHoweverManyPlacesStandAround() {
        assertThat(places("Dwight Clinton, of Pontotoc, Mississippi, was held. Clinton said no."))
                .noneMatch(place -> place.startsWith("Clinton"));
    }

    @Test
    void oneNameMeansOnePlaceInAText() {
        assertThat(places("LONDON, Ontario — A fire broke out. London police came."))
                .filteredOn(place -> place.toLowerCase(Locale.ROOT).startsWith("london"))
                .hasSize(2)
                .allMatch(place -> place.endsWith("London, Ontario, Canada"));
    }

    @Test
    void aTownBesideCountiesOfAListLiesInNoneOfThem() {
        assertThat(
                        places(
                                "Thefts rose in Harrison, Carroll County and Newton County, the"
                                        + " Arkansas Game and Fish Commission said."))
                .contains(
                        "Harrison = Harrison, Arkansas, United States",
                        "Carroll County = Carroll County, Arkansas, United States");
    }

    @Test
    void aShortWordInCapitalsIsSomeDepartment() {
        assertThat(places("Arkansas set up a department (ADEM) for storms."))
                .containsExactly("Arkansas = Arkansas, United States");
    }

    @Test
    void agesAndPartiesTellWherePeopleAreFrom() {
        assertThat(places("The driver, 51, of Rugby, North Dakota, met Rep. Hale, R-Nixa."))
                .anyMatch(place -> place.startsWith("Rugby = Rugby, North Dakota"))
                .anyMatch(place -> place.startsWith("Nixa = Nixa, Missouri"));
    }

    @Test
    void anApostropheInsideANameIsItsOwn() {
        assertThat(places("Buses run from King's Lynn to Cox's Bazar and St. John's."))
                .anyMatch(place -> place.startsWith("King's Lynn = King's Lynn, England"))
                .anyMatch(place -> place.startsWith("Cox's Bazar = "))
                .anyMatch(place -> place.startsWith("St. John's = "));
    }

    @Test
    void theWorldKnowsOneOfTwoTownsBetter() {
        assertThat(places("The film opened in Venice, in Paris and in London."))
                .anyMatch(place -> place.startsWith("Venice = Venice, Veneto, Italy"));
    }

    @Test
    void countiesInAListAreCounties() {
        assertThat(places("Growers from Wicomico, Somerset and Worcester counties, Maryland, met."))
                .contains(
                        "Wicomico = Wicomico County, Maryland, United States",
                        "Worcester = Worcester County, Maryland, United States");
    }

    @Test
    void aMembersStateStandsBehindTheParty() {
        assertThat(places("Rep. Mike Rogers (R-Mich.) and Sen. Amy Hudson, D-Minn., agreed."))
                .containsExactly(
                        "Mich. = Michigan, United States", "Minn. = Minnesota, United States");
    }

    @Test
    void theBodiesOfAPlaceNameItButFirmsSchoolsAndIllnessesDoNot() {
        assertThat(places("Victoria Police came. Newry Crown Court sat. The Oregon State Police."))
                .extracting(place -> place.substring(0, place.indexOf(' ')))
                .containsExactly("Victoria", "Newry", "Oregon");
        assertThat(places("The Boston Globe said the University of Texas found Marburg virus."))
                .isEmpty();
    }

    @Test
    void aNameInAFirmsNameStillTellsWhereWeAre() {
        assertThat(places("They live in Springfield now."))
                .containsExactly("Springfield = Springfield, Illinois, United States");
        assertThat(places("The Missouri Tribune reported it. They live in Springfield now."))
                .containsExactly("Springfield = Springfield, Missouri, United States");
    }

    @Test
    void bothEndsOfABorderArePlaces() {
        assertThat(places("The U.S.-Mexico border was closed."))
                .containsExactly("U.S. = United States", "Mexico = Mexico");
    }

    @Test
    void knowsRiversIslandsAndPartsOfTheWorld() {
        assertThat(
                        places(
                                "The Ohio River, Vancouver Island, the Middle East, the West Bank"
                                        + " and Lake Champlain."))
                .extracting(place -> place.substring(0, place.indexOf(" =")))
                .containsExactly(
                        "Ohio River",
                        "Vancouver Island",
                        "Middle East",
                        "West Bank",
                        "Lake Champlain");
    }

    private static List<String> places(String text) {
        return extractor.read(text).stream()
                .map(place -> place.name() + " = " + place.meaning().fullName())
                .toList();
    }
}
