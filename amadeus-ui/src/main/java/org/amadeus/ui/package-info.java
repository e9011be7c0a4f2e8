/** What a musician sees and hears. */
package org.amadeus.ui;
