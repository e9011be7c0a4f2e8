/** The SameDiff ops of the training graph beside the GRU: those whose gradient M2.1 lacks, or computes slowly. */
package org.amadeus.model.train.op;
