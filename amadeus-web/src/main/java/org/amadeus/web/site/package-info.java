/** The site: the studio's page, its engine, a model and what makes an app of them, as files for any static host. */
package org.amadeus.web.site;
