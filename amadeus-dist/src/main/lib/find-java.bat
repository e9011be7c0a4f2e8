@echo off
rem Finds Java for the launchers: the one that an installed Amadeus brings, JAVA_HOME, the PATH. Sets java, java_home,
rem java_version (17.0.15), java_major (17), and vectors where the module jdk.incubator.vector is there.
rem   %1  the folder of the program
if not exist "%~1\runtime\bin\java.exe" goto named
set "java=%~1\runtime\bin\java.exe"
goto home
:named
if not defined JAVA_HOME goto searched
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto home
echo amadeus: JAVA_HOME is %JAVA_HOME%, which holds no bin\java.exe. Set it to a Java of version 17 or newer. 1>&2
exit /b 1
:searched
set "java="
for %%j in (java.exe) do set "java=%%~$PATH:j"
if defined java goto home
echo amadeus: no java found. Install Java 17 or newer (winget install EclipseAdoptium.Temurin.21.JDK), or set JAVA_HOME. 1>&2
exit /b 1

:home
for %%j in ("%java%") do for %%h in ("%%~dpj..") do set "java_home=%%~fh"
set "java_version="
set "vectors=yes"
rem The release file tells the version without starting a JVM.
if not exist "%java_home%\release" goto asked
for /f "usebackq tokens=1,2 delims==" %%a in ("%java_home%\release") do if "%%a"=="JAVA_VERSION" set "java_version=%%~b"
findstr /b "MODULES=" "%java_home%\release" >nul 2>&1 || goto asked
findstr "jdk.incubator.vector" "%java_home%\release" >nul 2>&1 || set "vectors="
:asked
if defined java_version goto numbered
for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1') do if not defined java_version set "java_version=%%~v"
:numbered
set "java_major=0"
for /f "tokens=1 delims=.-+" %%m in ("%java_version%") do set "java_major=%%m"
if %java_major% GEQ 17 exit /b 0
echo amadeus: %java% is version %java_version%, expected 17 or newer. Install a newer Java, or set JAVA_HOME to one. 1>&2
exit /b 1
