/** What every answer of the studio's HTTP server goes through: who may ask, headers, slow clients. */
package org.amadeus.ui.studio.http;
