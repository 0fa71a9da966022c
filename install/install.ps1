# Installs fic-audio on Windows, for you alone, with an icon on the desktop that opens its page.
#
#   powershell -ExecutionPolicy Bypass -File install.ps1               install, or bring up to date
#   powershell -ExecutionPolicy Bypass -File install.ps1 -Uninstall    remove; stories and audio stay
#
# It fetches uv (https://docs.astral.sh/uv/), which installs programs written in Python, unless uv is
# there already, and has it install fic-audio: this copy of it, if the script lies in one, else the
# newest release. FIC_AUDIO_PACKAGE names another: a folder or a wheel. No administrator is needed.
param([switch]$Uninstall)
$ErrorActionPreference = "Stop"

$name = "fic-audio"
$bin = Join-Path $HOME ".local\bin"
$icon = Join-Path ([Environment]::GetFolderPath("Desktop")) "$name.lnk"

function Find-Uv {
    $there = Get-Command uv -ErrorAction SilentlyContinue
    if ($there) { return $there.Source }
    $own = Join-Path $bin "uv.exe"
    if (Test-Path $own) { return $own }
}

function Stop-OnError([string]$what) {
    if ($LASTEXITCODE -ne 0) { throw "$what failed; what went wrong stands above." }
}

$uv = Find-Uv
if ($Uninstall) {
    Remove-Item $icon -ErrorAction SilentlyContinue
    if ($uv) { & $uv tool uninstall $name }
    Write-Host "fic-audio is removed. Your stories and their audio are where they were."
    exit
}

if (-not $uv) {
    Write-Host "Fetching uv ..."
    $env:UV_INSTALL_DIR = $bin
    powershell -ExecutionPolicy Bypass -Command "Invoke-RestMethod https://astral.sh/uv/install.ps1 | Invoke-Expression"
    $uv = Find-Uv
    if (-not $uv) { throw "uv could not be fetched. Install it as https://docs.astral.sh/uv/ says, then run this again." }
}

$package = $env:FIC_AUDIO_PACKAGE
if (-not $package) {
    $package = $name
    if ($PSScriptRoot -and (Test-Path (Join-Path $PSScriptRoot "..\pyproject.toml"))) {
        $package = Split-Path $PSScriptRoot
    }
}

Write-Host "Installing fic-audio; this takes some minutes ..."
$env:UV_TOOL_BIN_DIR = $bin
& $uv tool install --force --python ">=3.11,<3.14" "${package}[fetch]"
Stop-OnError "The installation"

$link = (New-Object -ComObject WScript.Shell).CreateShortcut($icon)
$link.TargetPath = Join-Path $bin "$name.exe"
$link.Arguments = "studio"
$link.Description = "Makes audio from stories; close its window to end it"
$link.Save()
Write-Host "fic-audio is installed. Open it by its icon on the desktop."
