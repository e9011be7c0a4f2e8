@echo off
rem Starts Amadeus from a checkout on Windows: the program that the build makes, built first where that was not done yet or the
rem sources have changed since. amadeus-dist\src\main\bin\amadeus.bat names the variables that it knows.
setlocal DisableDelayedExpansion
set "home=%~dp0"
set "home=%home:~0,-1%"
set "made=%home%\amadeus-dist\target"
if not defined AMADEUS_COMMAND set "AMADEUS_COMMAND=%~0"
if not exist "%made%" mkdir "%made%" 2>nul

rem What the program is made of, by names, sizes and times.
set "list=%TEMP%\amadeus-%RANDOM%%RANDOM%.txt"
pushd "%home%"
(for /f "delims=" %%f in ('dir /b /s /a-d pom.xml amadeus-*.xml 2^>nul ^& for /d %%m in ^(amadeus-*^) do @dir /b /s /a-d "%%m\src\main" "%%m\pom.xml" 2^>nul') do @echo %%f %%~zf %%~tf)>"%list%"
popd
call :current && goto start

rem One build at a time: the lock is an open file, which Windows closes for whoever ends.
set "said="
:wait
set "built="
3>&2 2>nul (9>"%made%\launcher.lock" call :build 2>&3)
if defined built goto start
if defined failed exit /b 1
if not defined said echo amadeus: another start is building, waiting for it ... 1>&2
set "said=yes"
ping -n 2 127.0.0.1 >nul
goto wait

:start
del "%list%" 2>nul
"%app%\bin\amadeus.bat" %*

rem Whether the newest build is of these sources; sets app.
:current
set "app="
if not exist "%made%\launcher.app" exit /b 1
set /p app=<"%made%\launcher.app"
if not exist "%app%\sources.txt" exit /b 1
fc /b "%list%" "%app%\sources.txt" >nul 2>&1
exit /b %ERRORLEVEL%

:build
set "failed="
call :current && set "built=yes" && exit /b 0
call "%home%\amadeus-dist\src\main\lib\find-java.bat" "%home%" || set "failed=yes" && goto :eof
if exist "%java_home%\bin\javac.exe" goto compile
echo amadeus: %java_home% is a Java without a compiler (a JRE), and a checkout has to be compiled. Install a JDK, or set JAVA_HOME. 1>&2
set "failed=yes"
exit /b 1
:compile
echo amadeus: building (once; the first time it downloads what it needs) ... 1>&2
set "new=%made%\app-%RANDOM%%RANDOM%"
set "log=%TEMP%\amadeus-build-%RANDOM%.log"
set "JAVA_HOME=%java_home%"
pushd "%home%"
call mvnw.cmd -B -ntp -q -Dmaven.test.skip -Dspotless.check.skip -Djacoco.skip -Dskip.archives "-Ddistribution.folder=%new%" -pl amadeus-dist -am package >"%log%" 2>&1 || set "failed=yes"
popd
if not defined failed goto place
findstr /c:"ERROR" "%log%" 1>&2
echo amadeus: the build failed; %log% holds the whole log. Try: cd /d "%home%" and mvnw.cmd verify 1>&2
exit /b 1
:place
del "%log%" 2>nul
copy /y "%list%" "%new%\sources.txt" >nul
>"%made%\launcher.new" echo %new%
move /y "%made%\launcher.new" "%made%\launcher.app" >nul
set "app=%new%"
rem Those before go, but for one that still runs: its folder can't be renamed.
for /d %%o in ("%made%\app-*") do if /i not "%%o"=="%new%" ren "%%o" "old-%%~nxo" 2>nul && rmdir /s /q "%made%\old-%%~nxo" 2>nul
set "built=yes"
exit /b 0
