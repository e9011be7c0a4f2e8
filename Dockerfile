# docker build -t amadeus . && docker run --rm -v "$PWD:/music" amadeus generate -o /music
FROM eclipse-temurin:17-jdk AS build
WORKDIR /amadeus
COPY . .
RUN ./mvnw -B -ntp -q -Dmaven.test.skip -Dspotless.check.skip -Djacoco.skip -Dskip.archives \
    -Ddistribution.folder=/opt/amadeus -pl amadeus-dist -am package

FROM eclipse-temurin:21-jre
COPY --from=build /opt/amadeus /opt/amadeus
# The archive of the classes is made once here, where there is somebody who may write it.
RUN ln -s /opt/amadeus/bin/amadeus /usr/local/bin/amadeus && amadeus --version
RUN useradd --create-home player
USER player
WORKDIR /music
ENTRYPOINT ["amadeus"]
CMD ["--help"]
