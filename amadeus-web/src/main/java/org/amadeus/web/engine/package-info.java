/** What a page's worker runs: compiled to WebAssembly and to JavaScript. */
package org.amadeus.web.engine;
