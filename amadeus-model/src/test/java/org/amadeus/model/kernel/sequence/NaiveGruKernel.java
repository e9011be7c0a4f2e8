package org.amadeus.model.kernel.sequence;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The equations as they stand, in double, one number at a time: slow, and right. The other kernels are held against it.
 * Its workspace is r, z, n and W_hn h + b_hn of each step [T, B, 4, H].
 */
final class NaiveGruKernel implements SequenceKernel {
    @Override
    public long workspaceSize(SequenceShape shape) {
        return 4L * shape.rows() * shape.hidden();
    }

    @Override
    public void forward(SequenceArrays in, INDArray y, INDArray workspace) {
        SequenceShape s = in.shape();
        int units = s.hidden();
        double[] wi = read(in.weightIh());
        double[] wh = read(in.weightHh());
        double[] bi = read(in.biasIh());
        double[] bh = read(in.biasHh());
        double[] x = read(in.x());
        double[] out = new double[s.rows() * units];
        double[] kept = new double[4 * s.rows() * units];
        double[] h = read(in.states()[0]);
        for (int row = 0; row < s.rows(); row++) {
            int slot = row % s.batch() * units;
            double[] next = new double[units];
            for (int j = 0; j < units; j++) {
                double[] gx = new double[3];
                double[] gh = new double[3];
                for (int gate = 0; gate < 3; gate++) {
                    int g = gate * units + j;
                    gx[gate] = bi[g] + dot(wi, g * s.inputs(), x, row * s.inputs(), s.inputs());
                    gh[gate] = bh[g] + dot(wh, g * units, h, slot, units);
                }
                double r = sigmoid(gx[0] + gh[0]);
                double z = sigmoid(gx[1] + gh[1]);
                double n = Math.tanh(gx[2] + r * gh[2]);
                next[j] = (1 - z) * n + z * h[slot + j];
                int at = 4 * row * units + j;
                kept[at] = r;
                kept[at + units] = z;
                kept[at + 2 * units] = n;
                kept[at + 3 * units] = gh[2];
            }
            System.arraycopy(next, 0, h, slot, units);
            System.arraycopy(next, 0, out, row * units, units);
        }
        write(out, y);
        write(kept, workspace);
    }

    @Override
    public void backward(SequenceArrays in, INDArray y, INDArray workspace, INDArray dy, SequenceArrays gradients) {
        SequenceShape s = in.shape();
        int units = s.hidden();
        double[] wi = read(in.weightIh());
        double[] wh = read(in.weightHh());
        double[] x = read(in.x());
        double[] first = read(in.states()[0]);
        double[] out = read(y);
        double[] kept = read(workspace);
        double[] ofOut = read(dy);
        double[] dx = new double[x.length];
        double[] dh = new double[first.length];
        double[] dwi = new double[wi.length];
        double[] dwh = new double[wh.length];
        double[] dbi = new double[3 * units];
        double[] dbh = new double[3 * units];
        for (int row = s.rows() - 1; row >= 0; row--) {
            int slot = row % s.batch() * units;
            double[] before = row < s.batch() ? first : out;
            int beforeAt = row < s.batch() ? slot : (row - s.batch()) * units;
            double[] ofBefore = new double[units];
            for (int j = 0; j < units; j++) {
                int at = 4 * row * units + j;
                double r = kept[at];
                double z = kept[at + units];
                double n = kept[at + 2 * units];
                double hn = kept[at + 3 * units];
                double d = dh[slot + j] + ofOut[row * units + j];
                double ofN = d * (1 - z) * (1 - n * n);
                double ofZ = d * (before[beforeAt + j] - n) * z * (1 - z);
                double ofR = ofN * hn * r * (1 - r);
                ofBefore[j] += d * z;
                double[] dgx = {ofR, ofZ, ofN};
                double[] dgh = {ofR, ofZ, ofN * r};
                for (int gate = 0; gate < 3; gate++) {
                    int g = gate * units + j;
                    dbi[g] += dgx[gate];
                    dbh[g] += dgh[gate];
                    add(dgx[gate], wi, g * s.inputs(), dx, row * s.inputs(), s.inputs());
                    add(dgx[gate], x, row * s.inputs(), dwi, g * s.inputs(), s.inputs());
                    add(dgh[gate], wh, g * units, ofBefore, 0, units);
                    add(dgh[gate], before, beforeAt, dwh, g * units, units);
                }
            }
            System.arraycopy(ofBefore, 0, dh, slot, units);
        }
        write(dx, gradients.x());
        write(dh, gradients.states()[0]);
        write(dwi, gradients.weightIh());
        write(dwh, gradients.weightHh());
        write(dbi, gradients.biasIh());
        write(dbh, gradients.biasHh());
    }

    private static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    private static double dot(double[] a, int aAt, double[] b, int bAt, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += a[aAt + i] * b[bAt + i];
        }
        return sum;
    }

    private static void add(double factor, double[] from, int fromAt, double[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] += factor * from[fromAt + i];
        }
    }

    private static double[] read(INDArray array) {
        double[] values = array.dup('c').data().asDouble();
        return values.length == array.length() ? values : Arrays.copyOf(values, (int) array.length());
    }

    private static void write(double[] values, INDArray array) {
        array.assign(Nd4j.createFromArray(values).castTo(array.dataType()).reshape(array.shape()));
    }
}
