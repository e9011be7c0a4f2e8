/** What a training leaves behind: its latest session, and the one that was best in validation. */
package org.amadeus.model.train.checkpoint;
