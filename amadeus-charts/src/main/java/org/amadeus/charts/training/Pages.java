package org.amadeus.charts.training;

import freemarker.cache.ClassTemplateLoader;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.deeplearning4j.ui.api.I18N;
import org.deeplearning4j.ui.i18n.DefaultI18N;

/**
 * DL4J's three pages, in the language chosen in the page. What differs from DL4J's own rendering: scripts and styles
 * that are not on the class path are left out (its pages name a dozen libraries they never use), and a script of ours is
 * added that mends them and hides what stays empty here.
 */
final class Pages {
    private static final Pattern SCRIPT = Pattern.compile("[ \\t]*<script src=\"([^\"]+)\"></script>");

    private final Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
    private final I18N languages = DefaultI18N.getInstance();
    private final WebAssets assets;

    Pages(WebAssets assets) {
        this.assets = assets;
        templates.setTemplateLoader(new ClassTemplateLoader(DefaultI18N.class.getClassLoader(), "templates"));
        templates.setDefaultEncoding("UTF-8");
        templates.setLocale(Locale.US);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    }

    /** @param page Overview, Model or System */
    void send(String page, RoutingContext context) {
        StringWriter html = new StringWriter();
        try {
            templates
                    .getTemplate("Training" + page + ".html.ftl")
                    .process(languages.getMessages(languages.getDefaultLanguage()), html);
        } catch (IOException | TemplateException e) {
            context.fail(e);
            return;
        }
        String shipped = SCRIPT.matcher(html.toString()).replaceAll(script -> assets.has(script.group(1)) ? "$0" : "");
        context.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(shipped.replace(
                        "</body>", "<script src=\"" + WebAssets.PREFIX + "amadeus/page-fixes.js\"></script>\n</body>"));
    }

    /** Chooses the language of the pages. False if there is no such language. */
    boolean setLanguage(String code) {
        if (!code.matches("de|en|ja|ko|ru|zh")) {
            return false;
        }
        languages.setDefaultLanguage(code);
        return true;
    }
}
