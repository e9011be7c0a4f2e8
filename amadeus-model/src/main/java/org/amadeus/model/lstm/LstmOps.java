package org.amadeus.model.lstm;

import java.util.List;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.OpProvider;

/** The ops of this package. */
public final class LstmOps implements OpProvider {
    @Override
    public List<JavaOp> ops() {
        return List.of(new AmadeusLstm(), new AmadeusLstm.Gradient(), new AmadeusLstmCell(), new AmadeusLstmHidden());
    }
}
