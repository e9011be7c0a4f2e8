package org.amadeus.cli.quantization;

import java.util.OptionalLong;
import org.amadeus.cli.error.UsageException;
import org.amadeus.quant.quantize.Quantizer;
import picocli.CommandLine.Option;

/** The options that say how large a quantized session may be. */
final class TargetOptions {
    static final String ALONE = "--target-size and --target-bits choose each layer's coding by themselves: give one"
            + " of them, without --scheme, --rules, --gates and -q";

    @Option(
            names = "--target-size",
            paramLabel = "SIZE",
            description =
                    "In place of --scheme: a coding for each layer so that the file takes no more than, say, 2.5MB.")
    private String size;

    @Option(
            names = "--target-bits",
            paramLabel = "BITS",
            description = "In place of --scheme: so many bits a parameter, such as 3.5.")
    private Double bits;

    /** Whether a size was asked for. */
    boolean given() {
        return size != null || bits != null;
    }

    /** @throws UsageException where both are given, or one that is no size */
    void check() {
        if (size != null && bits != null) {
            throw new UsageException(ALONE);
        }
        if (size != null) {
            ByteSize.parse("--target-size", size);
        }
        if (bits != null && !(bits >= 1 && bits <= 32)) {
            throw new UsageException("--target-bits is " + bits + ", expected 1 .. 32, such as 3.5");
        }
    }

    /** Bytes that the file is to take, where they were given. */
    OptionalLong bytes(Quantizer quantizer) {
        if (bits != null) {
            return OptionalLong.of(quantizer.bytes(bits));
        }
        return size == null ? OptionalLong.empty() : OptionalLong.of(ByteSize.parse("--target-size", size));
    }
}
