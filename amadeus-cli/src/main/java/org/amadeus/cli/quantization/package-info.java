/** Commands that turn a session into another: quantize, convert, export. */
package org.amadeus.cli.quantization;
