; Inno Setup 6: the installer for Windows, from the folder that PyInstaller made. UNTESTED.
; See README.md beside this file for the commands before it.

#ifndef Version
  #define Version "0.1.0"
#endif

[Setup]
AppId={{6B5B3C55-5D4E-4B0A-9C0B-7E0B5B7B5A11}
AppName=Stitchwork
AppVersion={#Version}
AppPublisher=Stitchwork developers
DefaultDirName={autopf}\Stitchwork
DefaultGroupName=Stitchwork
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
Compression=lzma2
SolidCompression=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\stitchwork.ico
UninstallDisplayIcon={app}\stitchwork-window.exe
OutputDir=..\..\dist
OutputBaseFilename=stitchwork-{#Version}-setup

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "japanese"; MessagesFile: "compiler:Languages\Japanese.isl"

[Files]
Source: "..\..\dist\stitchwork\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "..\..\build\icons\stitch-file.ico"; DestDir: "{app}"

[Icons]
Name: "{group}\Stitchwork"; Filename: "{app}\stitchwork-window.exe"
Name: "{autodesktop}\Stitchwork"; Filename: "{app}\stitchwork-window.exe"; Tasks: desktopicon

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Registry]
Root: HKA; Subkey: "Software\Classes\.stitch"; ValueType: string; ValueData: "Stitchwork.Graph"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.stitch"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-stitchwork"
Root: HKA; Subkey: "Software\Classes\Stitchwork.Graph"; ValueType: string; ValueData: "Stitchwork graph"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Stitchwork.Graph\DefaultIcon"; ValueType: string; ValueData: "{app}\stitch-file.ico"
Root: HKA; Subkey: "Software\Classes\Stitchwork.Graph\shell\open\command"; ValueType: string; ValueData: """{app}\stitchwork-window.exe"" ""%1"""

[Run]
Filename: "{app}\stitchwork-window.exe"; Description: "{cm:LaunchProgram,Stitchwork}"; Flags: nowait postinstall skipifsilent
