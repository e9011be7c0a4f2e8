package org.amadeus.charts.training;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.testing.HeadlessBrowser;

/** What the charts of the page in a browser show. */
record Charts(HeadlessBrowser browser) {
    /** The points of a curve, [x, y] each, in the order drawn. */
    List<List<Double>> curve(String chart, int index) {
        List<List<Double>> points = new ArrayList<>();
        Object data = browser.value(curves(chart) + "[" + index + "].data");
        for (Object point : (List<?>) data) {
            List<?> pair = (List<?>) point;
            points.add(List.of(((Number) pair.get(0)).doubleValue(), ((Number) pair.get(1)).doubleValue()));
        }
        return points;
    }

    /** The names of a chart's curves, in the order of the legend. */
    List<String> labels(String chart) {
        Object labels = browser.value(curves(chart) + ".map(curve => curve.label)");
        return ((List<?>) labels).stream().map(String::valueOf).toList();
    }

    /** y of a curve's last point. */
    double last(String chart, int index) {
        List<List<Double>> points = curve(chart, index);
        assertFalse(points.isEmpty(), chart);
        return points.get(points.size() - 1).get(1);
    }

    /** All y of a curve together. */
    double sum(String chart, int index) {
        return curve(chart, index).stream().mapToDouble(point -> point.get(1)).sum();
    }

    /** Waits until a chart has a curve of so many points. */
    void await(String chart, int points) {
        browser.await("$('" + chart + "').data('plot') && " + curves(chart) + ".length > 0 && " + curves(chart)
                + "[0].data.length >= " + points);
    }

    /** Waits until a chart's first curve goes on beyond x. */
    void awaitBeyond(String chart, double x) {
        browser.await(curves(chart) + "[0].data.slice(-1)[0][0] > " + x);
    }

    /** Clicks a layer on the model page, and waits for its histograms. */
    void selectLayer(String name) {
        browser.await("window.cy && cy.nodes().length > 0");
        browser.value("cy.nodes().filter(node => node.data('name').includes('" + name + "')).emit('click').length");
        browser.await("$('#parametershistogram').data('plot') && $('#updateshistogram').data('plot')");
    }

    private static String curves(String chart) {
        return "$('" + chart + "').data('plot').getData()";
    }
}
