/**
 * DL4J's training UI for a Performance RNN: charts in a browser while it trains, on this machine only.
 *
 * <p>{@link org.amadeus.charts.training.TrainingBoards} is what a training command opens. DL4J's own server listens on all
 * interfaces, asks no one who they are and serves modules that nobody needs here; so its pages and its training module
 * are hosted by {@link org.amadeus.charts.training.TrainingServer} instead.
 */
package org.amadeus.charts.training;
