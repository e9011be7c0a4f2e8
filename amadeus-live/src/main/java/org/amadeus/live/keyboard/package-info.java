/** What a keyboard's messages mean: which keys are down, what the pedal does. The rules are a table in docs/live.md. */
package org.amadeus.live.keyboard;
