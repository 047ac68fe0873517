@echo off
rem Runs Maven for this project. It takes, in this order: the cached distribution named in
rem .mvn\wrapper\maven-wrapper.properties, its download (checked against its SHA-512; a failure is
rem remembered for the day), a system Maven of 3.6.3 or newer.
setlocal EnableExtensions
set "MVNW_ROOT=%~dp0"
set "MVNW_MAVEN="
for /f "usebackq delims=" %%M in (`powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "%MVNW_ROOT%.mvn\wrapper\maven.ps1"`) do set "MVNW_MAVEN=%%M"
if not defined MVNW_MAVEN exit /b 1
call "%MVNW_MAVEN%" %*
exit /b %ERRORLEVEL%
