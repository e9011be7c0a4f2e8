/** Event files of a training run, as TensorBoard reads them: curves of numbers and histograms of weights. */
package org.amadeus.charts.tensorboard;
