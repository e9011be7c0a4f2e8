/** Sessions: a model, what trained it and how far it came, and the files that hold one. */
package org.amadeus.model.session;
