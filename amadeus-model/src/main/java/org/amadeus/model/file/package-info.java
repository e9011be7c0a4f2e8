/** What session files are made of, whatever their kind: strict zip archives, half precision, one kind of error. */
package org.amadeus.model.file;
