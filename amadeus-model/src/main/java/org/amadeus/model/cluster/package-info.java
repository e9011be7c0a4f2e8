/** Work on several machines, by whatever engine the class path offers: what the commands and that engine agree upon. */
package org.amadeus.model.cluster;
