namespace Gantry.Cli.Service;

/// <summary>The systemd unit.</summary>
internal static class ServiceUnit
{
    /// <summary>What systemd calls the service.</summary>
    public const string Name = "gantry.service";

    /// <summary>Character devices by their major numbers (the kernel's devices.txt).</summary>
    /// <remarks>
    /// By number, because systemd looks a name as char-ttyUSB up in /proc/devices once, when the service starts: a driver that
    /// is loaded later is not there yet, and its devices would be forbidden for good (seen on Debian 12).
    /// </remarks>
    private static readonly (int Major, string What)[] Devices =
    [
        (188, "ttyUSB"),
        (166, "ttyACM"),
        (204, "ttyAMA and other ports of the mainboard"),
        (4, "ttyS"),
    ];

    /// <summary>The unit's text.</summary>
    /// <param name="start">The command line to start, with an absolute path in front.</param>
    public static string Text(string start) =>
        $"""
            # Written by 'gantry service install'. Changes belong into 'systemctl edit {Name}'.
            [Unit]
            Description=Gantry: 3D printers and serial ports on the network
            After=network.target
            StartLimitIntervalSec=0

            [Service]
            Type=notify
            ExecStart={start}
            Restart=always
            RestartSec=2
            WatchdogSec=60
            TimeoutStartSec=300
            TimeoutStopSec=15

            # A user that exists only while the service runs; serial devices belong to the group dialout.
            DynamicUser=yes
            SupplementaryGroups=dialout
            StateDirectory=gantry
            StateDirectoryMode=0700
            UMask=0077
            Environment=DOTNET_EnableDiagnostics=0

            # Port 80 without root, and nothing else.
            AmbientCapabilities=CAP_NET_BIND_SERVICE
            CapabilityBoundingSet=CAP_NET_BIND_SERVICE
            NoNewPrivileges=yes

            # Serial devices by their numbers, also those that are plugged in later.
            DevicePolicy=closed
            {string.Join('\n', Devices.Select(d => $"# {d.What}\nDeviceAllow=char-{d.Major} rw"))}

            # The runtime compiles while it runs, so memory must stay executable: MemoryDenyWriteExecute is left out.
            ProtectSystem=strict
            ProtectHome=yes
            PrivateTmp=yes
            ProtectClock=yes
            ProtectControlGroups=yes
            ProtectHostname=yes
            ProtectKernelLogs=yes
            ProtectKernelModules=yes
            ProtectKernelTunables=yes
            RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            LockPersonality=yes
            RemoveIPC=yes
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            SystemCallErrorNumber=EPERM

            [Install]
            WantedBy=multi-user.target

            """;
}
