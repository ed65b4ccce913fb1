package dev.attache.worker.extract;

/**
 * A spot on the globe with its full name; {@code country} is the ISO code of two letters, empty for
 * a sea.
 */
public record Meaning(String fullName, double latitude, double longitude, String country) {

    private static final double EARTH_RADIUS_KM = 6371.0;

    public Meaning {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("not on the globe: " + latitude + ", " + longitude);
        }
    }

    public double kilometresTo(double otherLatitude, double otherLongitude) {
        double half = Math.toRadians(otherLatitude - latitude) / 2;
        double turn = Math.toRadians(otherLongitude - longitude) / 2;
        double a =
                Math.pow(Math.sin(half), 2)
                        + Math.cos(Math.toRadians(latitude))
                                * Math.cos(Math.toRadians(otherLatitude))
                                * Math.pow(Math.sin(turn), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, a)));
    }
}
