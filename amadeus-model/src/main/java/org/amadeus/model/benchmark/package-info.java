/** Measurements that a user can repeat: how long a step takes, beside the time its weights alone take to be read. */
package org.amadeus.model.benchmark;
