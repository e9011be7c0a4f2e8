/**
 * The long short-term memory (Hochreiter and Schmidhuber, 1997) in PyTorch's form, as a cell of Performance RNN; gate rows
 * in the order i, f, g, o:
 *
 * <pre>
 *   i = σ(W_ii x + b_ii + W_hi h + b_hi)      f, o likewise      g = tanh(W_ig x + b_ig + W_hg h + b_hg)
 *   c' = f ⊙ c + i ⊙ g                        h' = o ⊙ tanh(c')
 * </pre>
 */
package org.amadeus.model.lstm;
