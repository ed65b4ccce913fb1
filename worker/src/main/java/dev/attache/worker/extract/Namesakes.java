package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** All mentions of one name that a text leaves open: they mean the same place. */
final class Namesakes {

    private static final double SHARPNESS = 2.3;
    private static final int LIKELIEST = 4;

    final List<Mention> mentions = new ArrayList<>();
    final int[] places;
    final double[] prior;
    final double[] likelihood;

    /** Named only within the names of firms and schools: half of a neighbour. */
    boolean isHint = true;

    /** Named only to say where another place lies: "Waco, Texas". */
    boolean isContainer = true;

    Namesakes(int[] places, double[] prior) {
        this.places = places;
        this.prior = prior;
        this.likelihood = new double[places.length];
        weigh(prior);
    }

    /**
     * The values are decades of population, so that ten times the people are ten times as likely.
     */
    void weigh(double[] values) {
        double most = IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElse(0);
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            likelihood[i] = Math.exp(SHARPNESS * (values[i] - most));
            all += likelihood[i];
        }
        for (int i = 0; i < values.length; i++) {
            likelihood[i] /= all;
        }
    }

    int likeliest() {
        int best = 0;
        for (int i = 1; i < places.length; i++) {
            if (likelihood[i] > likelihood[best]) {
                best = i;
            }
        }
        return places[best];
    }

    void tell(Neighbourhood others, double share) {
        double weight = isHint ? share / 2 : share;
        if (places.length == 1) {
            others.add(places[0], weight, !isContainer);
            return;
        }
        IntStream.range(0, places.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -likelihood[i]))
                .limit(LIKELIEST)
                .forEach(i -> others.add(places[i], weight * likelihood[i], !isContainer));
    }
}
