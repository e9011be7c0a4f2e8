package org.amadeus.charts.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.ui.module.train.TrainModuleUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelPictureTest {
    private final ModelConfig config = ModelConfig.defaults(CodecProfile.EXPRESSIVE);
    private final ModelPicture picture = new ModelPicture(config);

    private static ModelConfig lstm() {
        ModelConfig gru = ModelConfig.defaults(CodecProfile.EXPRESSIVE);
        return new ModelConfig(
                gru.initDim(),
                gru.eventDim(),
                gru.controlDim(),
                gru.hiddenDim(),
                gru.gruLayers(),
                gru.gruDropout(),
                gru.profile(),
                Cells.of("lstm"));
    }

    @Test
    void dl4jReadsItBack() {
        TrainModuleUtils.GraphInfo graph =
                TrainModuleUtils.buildGraphInfo(ComputationGraphConfiguration.fromJson(picture.json()));

        int gru = graph.getVertexNames().indexOf("gru_l01");
        assertEquals("Recurrent", graph.getVertexTypes().get(gru));
        assertEquals("512", graph.getVertexInfo().get(gru).get("Output size"));
        assertEquals("1575936", graph.getVertexInfo().get(gru).get("Num Parameters"));
    }

    static Stream<ModelConfig> cells() {
        return Stream.of(ModelConfig.defaults(CodecProfile.EXPRESSIVE), lstm());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void itsLayersHaveAsManyParametersAsTheModel(ModelConfig config) {
        TrainModuleUtils.GraphInfo graph = TrainModuleUtils.buildGraphInfo(
                ComputationGraphConfiguration.fromJson(new ModelPicture(config).json()));
        assertTrue(graph.getVertexNames().contains(config.cell().id() + "_l00"));

        long drawn = graph.getVertexInfo().stream()
                .mapToLong(info -> Long.parseLong(info.getOrDefault("Num Parameters", "0")))
                .sum();
        long real = Parameters.shapes(config).values().stream()
                .mapToLong(shape -> shape.stream().reduce(1, Math::multiplyExact))
                .sum();
        assertEquals(real, drawn);
    }

    @Test
    void everyParameterBelongsToOneLayer() {
        ModelConfig deep = new ModelConfig(4, 240, 24, 4, 12, 0, CodecProfile.EXPRESSIVE);
        List<String> layers = TrainModuleUtils.buildGraphInfo(
                        ComputationGraphConfiguration.fromJson(new ModelPicture(deep).json()))
                .getVertexNames();
        for (String parameter : Parameters.shapes(deep).keySet()) {
            String name = picture.nameOf(parameter);
            assertEquals(1, layers.stream().filter(name::startsWith).count(), name);
            assertEquals(parameter.contains("weight"), name.endsWith("W"), name);
        }
        assertTrue(IntStream.range(0, 12).allMatch(k -> layers.contains("gru_l%02d".formatted(k))));
    }
}
