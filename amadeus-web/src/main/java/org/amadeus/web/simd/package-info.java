/** A small WebAssembly module with vector instructions, written down byte by byte. */
package org.amadeus.web.simd;
