package org.amadeus.web.engine;

import org.amadeus.web.portable.PortableModel;
import org.amadeus.web.portable.PortableModelFile;
import org.amadeus.web.portable.PortableStepModel;
import org.amadeus.web.portable.ScalarProducts;
import org.amadeus.web.portable.ShortProduct;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/** What {@code worker.js} calls. */
public final class Engine {
    private Engine() {}

    /** Takes what the engine says to the page. */
    @JSFunctor
    public interface Page extends JSObject {
        void say(JSString message);
    }

    /** Nothing is done before {@link #open}. */
    public static void main(String[] arguments) {
        // An entry that the compiler asks for.
    }

    /**
     * Opens a model and welcomes the page.
     *
     * @param file    a {@link PortableModelFile}
     * @param vectors products by vector instructions, or null where the browser has none
     */
    @JSExport
    public static PagePlayer open(Int8Array file, VectorProducts.Module vectors, Page page) {
        PortableModel model = PortableModelFile.read("the model", file.copyToJavaArray());
        ShortProduct.Factory products = vectors == null ? new ScalarProducts() : new VectorProducts(vectors);
        return new PagePlayer(
                new PortableStepModel(model, 1, products),
                model.card(),
                JsonTree::of,
                text -> page.say(JSString.valueOf(text)));
    }
}
