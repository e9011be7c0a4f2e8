package org.amadeus.ui.sound;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;

/**
 * Preferences that live as long as the program. Java's synthesizer asks for stored preferences each time it is opened,
 * and the JDK's usual ones answer by making a folder in the user's home.
 */
public final class MemoryPreferencesFactory implements PreferencesFactory {
    private static final String PROPERTY = "java.util.prefs.PreferencesFactory";

    private final Preferences user = new Node(null, "");
    private final Preferences system = new Node(null, "");

    /** Has the JDK use this factory, unless another was chosen or preferences are in use already. */
    static void install() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, MemoryPreferencesFactory.class.getName());
        }
    }

    @Override
    public Preferences systemRoot() {
        return system;
    }

    @Override
    public Preferences userRoot() {
        return user;
    }

    private static final class Node extends AbstractPreferences {
        private final Map<String, String> values = new ConcurrentHashMap<>();

        Node(AbstractPreferences parent, String name) {
            super(parent, name);
        }

        @Override
        protected void putSpi(String key, String value) {
            values.put(key, value);
        }

        @Override
        protected String getSpi(String key) {
            return values.get(key);
        }

        @Override
        protected void removeSpi(String key) {
            values.remove(key);
        }

        @Override
        protected void removeNodeSpi() {
            values.clear();
        }

        @Override
        protected String[] keysSpi() {
            return values.keySet().toArray(new String[0]);
        }

        @Override
        protected String[] childrenNamesSpi() {
            return new String[0];
        }

        @Override
        protected AbstractPreferences childSpi(String name) {
            return new Node(this, name);
        }

        @Override
        protected void syncSpi() {
            flushSpi();
        }

        @Override
        protected void flushSpi() {
            // There is no store behind the memory.
        }
    }
}
