/** Commands around training: download, preprocess, train, teach, evaluate, benchmark. */
package org.amadeus.cli.training;
