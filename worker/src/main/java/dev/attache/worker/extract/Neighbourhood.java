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

    private record Neighbour(int place, double weight, boolean itself) {}

    /** How much of the text around lies in the country, in the region and close by. */
    record Support(double country, double region, double near, double siblings) {}

    Neighbourhood(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    void add(int place, double weight, boolean itself) {
        all.add(new Neighbour(place, weight, itself));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Support of(int place) {
        double inCountry = 0;
        double inRegion = 0;
        double near = 0;
        double siblings = 0;
        String country = gazetteer.country(place);
        Kind kind = gazetteer.kind(place);
        int region = kind == Kind.REGION ? place : gazetteer.region(place);
        for (Neighbour other : all) {
            Kind sort = gazetteer.kind(other.place);
            int its = sort == Kind.REGION ? other.place : gazetteer.region(other.place);
            boolean compatriot =
                    !country.isEmpty() && country.equals(gazetteer.country(other.place));
            if (compatriot) {
                inCountry += other.weight;
            }
            if (region >= 0 && region == its && other.place != place) {
                inRegion += other.weight;
            }
            if (other.itself && compatriot && kind == Kind.REGION && sort == Kind.REGION) {
                siblings += other.weight;
            }
            if (!kind.isWide() && !sort.isWide()) {
                near += other.weight * closeness(place, other.place);
            }
        }
        return new Support(inCountry, inRegion, near, siblings);
    }

    private double closeness(int one, int other) {
        double up = gazetteer.latitude(one) - gazetteer.latitude(other);
        if (Math.abs(up) * KM_OF_A_DEGREE > AROUND) {
            return 0;
        }
        double along =
                (gazetteer.longitude(one) - gazetteer.longitude(other))
                        * Math.cos(Math.toRadians(gazetteer.latitude(one)));
        double far = Math.hypot(up, along) * KM_OF_A_DEGREE;
        return far < BESIDE ? 1 : far < NEAR ? 0.7 : far < AROUND ? 0.3 : 0;
    }
}
