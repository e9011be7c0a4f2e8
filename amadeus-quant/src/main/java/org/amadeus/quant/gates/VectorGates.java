package org.amadeus.quant.gates;

import jdk.incubator.vector.FloatVector;
import org.amadeus.quant.gates.GateStages.Complement;
import org.amadeus.quant.gates.GateStages.Product;
import org.amadeus.quant.gates.GateStages.Sigmoid;
import org.amadeus.quant.gates.GateStages.Stage;
import org.amadeus.quant.gates.GateStages.Sum;
import org.amadeus.quant.gates.GateStages.Tanh;

/**
 * The Vector API's form: the same bits as {@link ScalarGates}. What comes in is copied, and rounded, into arrays of its own;
 * then a fixed program of stages works on these. The stages are objects of many classes behind one interface, so
 * that the JIT compiler keeps their loops apart: in one method they are more vectors than it can handle, and the rest are
 * put on the heap.
 */
public final class VectorGates implements Gates {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    private final Gates rest;
    private final GateInputs inputs;
    private final float[] result;
    private final Stage[] program;

    /** @param units H */
    public VectorGates(int units) {
        this.rest = new ScalarGates();
        this.inputs = new GateInputs(units);
        float[] reset = new float[units];
        float[] keep = new float[units];
        float[] fresh = new float[units];
        this.result = fresh;
        this.program = new Stage[] {
            inputs,
            new Sum(inputs.x(0), inputs.y(0), reset),
            new Sigmoid(reset),
            new Sum(inputs.x(1), inputs.y(1), keep),
            new Sigmoid(keep),
            new Product(reset, inputs.y(2), reset),
            new Sum(inputs.x(2), reset, fresh),
            new Tanh(fresh),
            new Product(keep, inputs.state(), reset),
            new Complement(keep),
            new Product(keep, fresh, fresh),
            new Sum(fresh, reset, result)
        };
    }

    @Override
    public void apply(float[] gx, float[] gh, int offset, int third, float[] h, float[] next, int hOffset, int units) {
        int whole = units - units % LANES;
        inputs.set(gx, gh, offset, third, h, hOffset);
        for (Stage stage : program) {
            stage.run(whole);
        }
        if (!inputs.fit()) {
            whole = 0;
        }
        System.arraycopy(result, 0, next, hOffset, whole);
        if (whole < units) {
            rest.apply(gx, gh, offset + whole, third, h, next, hOffset + whole, units - whole);
        }
    }
}
