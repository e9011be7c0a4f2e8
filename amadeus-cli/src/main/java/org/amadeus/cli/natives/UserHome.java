package org.amadeus.cli.natives;

/**
 * The user's home, below which libraries keep what they have unpacked. Where the system knows no such user, as in a container
 * that is run by a number, Java calls it "?", which would be a folder beside the user's music.
 */
public final class UserHome {
    private static final String PROPERTY = "user.home";

    private UserHome() {}

    /** Takes the folder that HOME names in its place, else one where nobody can write: the
     * temporary folder is used then. */
    public static void settle() {
        if (System.getProperty(PROPERTY, "?").equals("?")) {
            String home = System.getenv("HOME");
            System.setProperty(PROPERTY, home == null || home.isBlank() ? "/dev/null" : home);
        }
    }
}
