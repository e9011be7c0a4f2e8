/**
 * PyTorch's files without Python: a restricted pickle machine, the two containers of {@code torch.save}, tensors as
 * views of storages, and a writer. Nothing here instantiates anything by name.
 */
package org.amadeus.model.torch;
