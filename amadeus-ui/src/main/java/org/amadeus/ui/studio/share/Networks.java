package org.amadeus.ui.studio.share;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.AmadeusException;

/** This machine's addresses on the networks it is in. */
public final class Networks {
    private Networks() {}

    /**
     * The address that other devices at home reach this machine by: of an interface that is up, a private one before others.
     *
     * @throws AmadeusException where it is in no network
     */
    public static InetAddress ofThisMachine() {
        return all().stream()
                .min(Comparator.comparing(address -> !address.isSiteLocalAddress()))
                .orElseThrow(() -> new AmadeusException(
                        "this machine is in no network: connect it to one, or name its address, --share=ADDRESS"));
    }

    /** All its IPv4 addresses that others reach it by. */
    static List<InetAddress> all() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .filter(Networks::isUp)
                    .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLinkLocalAddress())
                    .toList();
        } catch (SocketException e) {
            throw new AmadeusException("the networks of this machine can't be listed: " + e.getMessage(), e);
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && !network.isPointToPoint();
        } catch (SocketException e) {
            return false;
        }
    }

    /**
     * An address of this machine by its numbers or name.
     *
     * @throws AmadeusException where it is none, or the one of all networks at once
     */
    public static InetAddress ofThisMachine(String name) {
        try {
            InetAddress address = InetAddress.getByName(name);
            if (!address.isAnyLocalAddress()
                    && address instanceof Inet4Address
                    && (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null)) {
                return address;
            }
        } catch (UnknownHostException | SocketException e) {
            throw new AmadeusException("\"" + name + "\" is no address of this machine; it has " + texts(), e);
        }
        throw new AmadeusException("\"" + name + "\" is no IPv4 address of this machine; it has " + texts());
    }

    private static List<String> texts() {
        return all().stream().map(InetAddress::getHostAddress).toList();
    }
}
