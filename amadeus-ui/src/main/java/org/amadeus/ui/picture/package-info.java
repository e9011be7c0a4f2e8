/** Pictures of music, and of what quantizing did to a model. */
package org.amadeus.ui.picture;
