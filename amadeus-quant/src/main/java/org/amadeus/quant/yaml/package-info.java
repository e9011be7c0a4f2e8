/** YAML as the program's small files hold it, from anybody: read within bounds, every fault named. */
package org.amadeus.quant.yaml;
