@echo off
rem Starts Amadeus on Windows: finds Java, adds what the system needs, hands over.
rem   JAVA_HOME           the Java to use (17 or newer), else the java on the PATH
rem   AMADEUS_JAVA_OPTS   more options for the JVM, such as -Xmx8g
setlocal DisableDelayedExpansion
for %%d in ("%~dp0..") do set "root=%%~fd"
set "lib=%root%\lib"
if exist "%root%\app\find-java.bat" set "lib=%root%\app"
if not defined AMADEUS_COMMAND set "AMADEUS_COMMAND=%~0"
call "%lib%\find-java.bat" "%root%" || exit /b 1

rem The command's name: the first word that is no option.
set "command="
:next
if "%~1"=="" goto found
set "word=%~1"
if "%word:~0,1%"=="-" shift & goto next
set "command=%word%"
:found

set "options="
if not defined vectors goto modern
set "options=--add-modules jdk.incubator.vector"
:modern
if %java_major% GEQ 24 set "options=%options% --sun-misc-unsafe-memory-access=allow"
set "table="
if exist "%lib%\jvm-%command%.options" set table="@%lib%\jvm-%command%.options"

rem The native libraries' threads are set in Java, where the work begins: one each until then.
set "OMP_NUM_THREADS=1"
set "OPENBLAS_NUM_THREADS=1"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"

rem Classes as the JVM left them after a first run start faster than classes read from jars. A file beside them says what they
rem were made of, also where the JVM could not make them; where they can't be written, all goes on without.
set "version="
set /p version=<"%lib%\version"
set "made_of=%version% %java% %root%"
set "classes=%lib%\classes-%java_version%"
set "archive="
set "found="
if exist "%classes%\made-of" set /p found=<"%classes%\made-of"
if "%found%"=="%made_of%" goto prepared
if not exist "%classes%" mkdir "%classes%" 2>nul
set "new=%classes%\%RANDOM%%RANDOM%"
(>"%new%" echo %made_of%) 2>nul || goto prepared
set "piece=%TEMP%\amadeus-%RANDOM%%RANDOM%"
"%java%" "@%lib%\jvm.options" %options% "-XX:ArchiveClassesAtExit=%new%.jsa" -jar "%lib%\amadeus.jar" prepare "%piece%" >nul 2>&1 <nul
rmdir /s /q "%piece%" 2>nul
move /y "%new%.jsa" "%classes%\classes.jsa" >nul 2>&1
move /y "%new%" "%classes%\made-of" >nul 2>&1
:prepared
if exist "%classes%\classes.jsa" set archive="-XX:SharedArchiveFile=%classes%\classes.jsa"

rem Work on Apache Spark, where the program was built with it: its libraries come first, for some are newer than ours.
set start=-jar "%lib%\amadeus.jar"
if not exist "%lib%\spark\jars" goto run
echo "%*" | findstr /c:"--master" >nul || goto run
set "SPARK_HOME=%lib%\spark"
set "SPARK_SCALA_VERSION=2.13"
if not defined SPARK_LOCAL_IP echo "%*" | findstr /r /c:"--master.local" >nul && set "SPARK_LOCAL_IP=127.0.0.1"
set archive="@%lib%\jvm-spark.options"
set start=-cp "%lib%\spark\*;%lib%\spark\jars\*;%lib%\*" org.amadeus.cli.Main
:run
"%java%" "@%lib%\jvm.options" "@%lib%\jvm-kernels.options" %options% %table% %archive% %AMADEUS_JAVA_OPTS% "-Damadeus.command=%AMADEUS_COMMAND%" %start% %*
exit /b %ERRORLEVEL%
