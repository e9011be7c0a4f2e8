package org.amadeus.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.util.List;
import org.amadeus.ui.studio.share.QrText;
import org.amadeus.ui.studio.share.Share;
import org.junit.jupiter.api.Test;

class ShareDisplayTest {
    @Test
    void theCodeOfNowIsShownAsLettersAndAsAPicture() {
        Share share = new Share(InetAddress.getLoopbackAddress());
        StringWriter said = new StringWriter();
        ShareDisplay display = new ShareDisplay(new PrintWriter(said), share, 8080);
        share.onNews(display::show);
        display.show();
        String code = share.code().orElseThrow();
        List<String> lines = said.toString().lines().toList();
        assertEquals(
                "Shared: http://127.0.0.1:8080/join  code " + code + "  (lets one guest in, once)",
                lines.get(lines.size() - 1));
        assertEquals(QrText.lines("http://127.0.0.1:8080/join?code=" + code), lines.subList(0, lines.size() - 1));
        share.renew();
        assertTrue(said.toString().contains("code " + share.code().orElseThrow()));
    }
}
