# Prints the path of the Maven to run, for mvnw.cmd: cached, downloaded, or the system's.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$oldest = [version]'3.6.3'
$properties = @{}
foreach ($line in Get-Content (Join-Path $PSScriptRoot 'maven-wrapper.properties')) {
	$key, $value = $line -split '=', 2
	if ($value) { $properties[$key.Trim()] = $value.Trim() }
}
$url = $properties['distributionUrl']
$sha512 = $properties['distributionSha512Sum']
$archive = ($url -split '/')[-1]
$name = $archive -replace '-bin\.tar\.gz$', ''
$userHome = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $env:USERPROFILE '.m2' }
$cache = Join-Path $userHome ('wrapper\dists\' + $name + '-' + $sha512.Substring(0, 12))
$failedOn = "$cache.failed"
$today = Get-Date -Format 'yyyy-MM-dd'
$cached = Join-Path $cache 'bin\mvn.cmd'

function Say($text) { [Console]::Error.WriteLine("mvnw: $text") }

function Get-Distribution {
	if ((Test-Path $failedOn) -and ((Get-Content $failedOn -TotalCount 1) -eq $today)) { return $false }
	$work = "$cache." + [guid]::NewGuid().ToString('N').Substring(0, 8)
	try {
		New-Item -ItemType Directory -Force $work | Out-Null
		$file = Join-Path $work $archive
		& curl.exe --fail --silent --show-error --location --connect-timeout 5 --max-time 300 --output $file $url
		if ($LASTEXITCODE -ne 0) { throw 'download failed' }
		if ((Get-FileHash -Algorithm SHA512 $file).Hash -ne $sha512) { throw 'the SHA-512 differs' }
		& tar.exe -xzf $file -C $work
		if ($LASTEXITCODE -ne 0) { throw 'unpacking failed' }
		if (Test-Path $cache) { Remove-Item -Recurse -Force $cache }
		Move-Item (Join-Path $work $name) $cache
		return $true
	}
	catch {
		if (Test-Path $cached) { return $true }
		Set-Content $failedOn $today -ErrorAction SilentlyContinue
		Say "could not fetch $name ($_); not tried again today (delete $failedOn to try)"
		return $false
	}
	finally {
		Remove-Item -Recurse -Force $work -ErrorAction SilentlyContinue
	}
}

if ((Test-Path $cached) -or (Get-Distribution)) { $cached; exit 0 }
$system = Get-Command mvn.cmd -ErrorAction SilentlyContinue
if (-not $system) { Say "no Maven: install $oldest or newer"; exit 1 }
$version = [regex]::Match((& $system.Source --version | Out-String), 'Apache Maven (\d+\.\d+\.\d+)').Groups[1].Value
if (-not $version -or [version]$version -lt $oldest) { Say "the system's Maven is '$version'; install $oldest or newer"; exit 1 }
$system.Source
