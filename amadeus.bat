@echo off
rem Starts Amadeus on Windows. Builds it first where that was not done yet.
setlocal
set "home=%~dp0"
set "app=%home%amadeus-cli\target\app"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%app%\java.args" (
  echo amadeus: building ^(once; the first time it downloads what it needs^) ... 1>&2
  pushd "%home%"
  call mvnw.cmd -q -DskipTests -Dspotless.check.skip -Djacoco.skip -pl amadeus-cli -am package
  if errorlevel 1 (
    popd
    echo amadeus: the build failed. Try: mvnw.cmd verify 1>&2
    exit /b 1
  )
  popd
)
set "threads=1"
if /i "%~1"=="train" set "threads=%NUMBER_OF_PROCESSORS%"
if /i "%~1"=="evaluate" set "threads=%NUMBER_OF_PROCESSORS%"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=%threads%"
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=%OMP_NUM_THREADS%"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
"%java%" --add-modules jdk.incubator.vector --add-exports java.desktop/com.sun.media.sound=ALL-UNNAMED -XX:+UseSerialGC -XX:-UsePerfData -Djava.awt.headless=true %AMADEUS_JAVA_OPTS% "@%app%\java.args" org.amadeus.cli.Main %*
exit /b %ERRORLEVEL%
