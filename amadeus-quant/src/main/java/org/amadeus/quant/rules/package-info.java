/** What is to become of a model's layers: rules, files of them, and the schemes that come along. */
package org.amadeus.quant.rules;
