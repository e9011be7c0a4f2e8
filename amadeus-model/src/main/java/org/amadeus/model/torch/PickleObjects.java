package org.amadeus.model.torch;

import java.util.List;
import java.util.Optional;

/** What a pickle may name, call and refer to. Everything it does not know stays empty or is refused. */
interface PickleObjects {
    /** The object of that name, or empty where a session needs none such. */
    Optional<Object> global(String module, String name);

    /**
     * The result of calling what {@link #global} returned.
     *
     * @throws IllegalArgumentException saying what is wrong with the call
     */
    Object call(Object callable, List<?> arguments);

    /**
     * The object that lies outside the pickle under that id.
     *
     * @throws IllegalArgumentException saying what is wrong with the id
     */
    Object persistent(Object id);
}
