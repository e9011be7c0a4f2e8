/** Native libraries of a program that brings its own Java: packed in the program, unpacked once for each user. */
package org.amadeus.cli.natives;
