package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * The places that a text has named around one spot of it, each as likely as it is: news tells of
 * one region at a time, so that they speak for what lies beside them.
 */
final class Neighbourhood {

    private static final double KM_OF_A_DEGREE = 111.2;
    private static final double BESIDE = 40;
    private static final double NEAR = 120;
    private static final double AROUND = 250;

    private final Gazetteer gazetteer;
    private final List<Neighbour> all = new ArrayList<>();

    /** Read out of the gazetteer once: each is compared with every meaning of every other name. */
    private record Neighbour(Spot spot, double weight, boolean itself) {}

    private record Spot(
            int place,
            Kind kind,
            short country,
            int region,
            double latitude,
            double longitude,
            boolean speaks) {}

    /**
     * How much of the text around lies in the country, in the region and close by; for a country or
     * its capital, how much is other countries and capitals.
     */
    record Support(double country, double region, double near, double siblings, double abroad) {}

    Neighbourhood(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    void add(int place, double weight, boolean itself) {
        all.add(new Neighbour(spot(place), weight, itself));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    private Spot spot(int place) {
        Kind kind = gazetteer.kind(place);
        return new Spot(
                place,
                kind,
                gazetteer.countryNumber(place),
                kind == Kind.REGION ? place : gazetteer.region(place),
                gazetteer.latitude(place),
                gazetteer.longitude(place),
                kind == Kind.COUNTRY || gazetteer.rank(place) == 3);
    }

    Support of(int place) {
        double inCountry = 0;
        double inRegion = 0;
        double near = 0;
        double siblings = 0;
        double abroad = 0;
        Spot here = spot(place);
        for (Neighbour other : all) {
            Spot there = other.spot;
            boolean compatriot = here.country != 0 && here.country == there.country;
            if (compatriot) {
                inCountry += other.weight;
            } else if (there.speaks) {
                abroad += other.weight;
            }
            if (here.region >= 0 && here.region == there.region && there.place != place) {
                inRegion += other.weight;
            }
            if (other.itself
                    && compatriot
                    && here.kind == Kind.REGION
                    && there.kind == Kind.REGION) {
                siblings += other.weight;
            }
            if (!here.kind.isWide() && !there.kind.isWide()) {
                near += other.weight * closeness(here, there);
            }
        }
        return new Support(inCountry, inRegion, near, siblings, here.speaks ? abroad : 0);
    }

    private static double closeness(Spot one, Spot other) {
        double up = one.latitude - other.latitude;
        if (Math.abs(up) * KM_OF_A_DEGREE > AROUND) {
            return 0;
        }
        double along = (one.longitude - other.longitude) * Math.cos(Math.toRadians(one.latitude));
        double far = Math.hypot(up, along) * KM_OF_A_DEGREE;
        return far < BESIDE ? 1 : far < NEAR ? 0.7 : far < AROUND ? 0.3 : 0;
    }
}
