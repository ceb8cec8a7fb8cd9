using System.CommandLine;

namespace Gantry.Cli.Service;

/// <summary><c>gantry service</c>: Gantry as a service of systemd.</summary>
internal static class ServiceCommand
{
    private const string Verb = "service";

    private static readonly Option<DirectoryInfo> Root = new("--root")
    {
        Description = "Work on the files below this folder only, as for an image or a package; nothing is started.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo("/"),
    };

    private static readonly Option<bool> Package = new("--package")
    {
        Description = "With --root: put the files where a package's belong, below /usr/lib.",
    };

    private static readonly Option<string?> Program = new("--program")
    {
        Description = "The command that starts Gantry, with an absolute path; not said, this one.",
        HelpName = "COMMAND",
    };

    private static readonly Option<bool> ShareOnly = new("--share-only")
    {
        Description = "Only share serial devices ('gantry share --all'), without the site and the printers.",
    };

    private static readonly Option<bool> Purge = new("--purge") { Description = "Remove the service's data, too." };

    public static Command Create()
    {
        var install = new Command("install", "Write the unit and the udev rules, and start the service.")
        {
            Root,
            Package,
            Program,
            ShareOnly,
        };
        install.SetAction((arguments, stop) => Trouble.GuardAsync(Verb, () => InstallAsync(arguments, stop)));
        var uninstall = new Command("uninstall", "Stop the service and remove what 'install' has written.")
        {
            Root,
            Package,
            Purge,
        };
        uninstall.SetAction((arguments, stop) => Trouble.GuardAsync(Verb, () => UninstallAsync(arguments, stop)));
        var status = new Command("status", "Say whether the service is installed and runs.") { Root, Package };
        status.SetAction((arguments, stop) => Trouble.GuardAsync(Verb, () => StatusAsync(arguments, stop)));
        return new Command(Verb, "Run Gantry as a service of systemd.") { install, uninstall, status };
    }

    private static async Task<int> InstallAsync(ParseResult arguments, CancellationToken stop)
    {
        if (!OperatingSystem.IsLinux())
            return Refuse("A service is installed on Linux with systemd only.", ExitCode.NoInput);
        string program = arguments.GetValue(Program) ?? ThisProgram();
        if (arguments.GetValue(Program) is null && IsInHome(program))
            return Refuse(
                $"'{program}' lies in a home folder, where a service may not look. Install the .deb, or copy Gantry below "
                    + "/opt and install the service from there.",
                ExitCode.CannotCreate
            );
        ServiceFiles files = FilesOf(arguments);
        files.Write(program + (arguments.GetValue(ShareOnly) ? " share --all" : " serve"));
        Say(arguments, $"Wrote {files.Unit}");
        Say(arguments, $"Wrote {files.Rules}");
        if (!IsWholeSystem(arguments))
            return ExitCode.Ok;
        await ReloadAsync(stop);
        await SystemTool.RunAsync("systemctl", ["enable", ServiceUnit.Name], stop);
        // Restart, not start: it may run already, from a package or with other arguments.
        (int started, string output) = await SystemTool.RunAsync("systemctl", ["restart", ServiceUnit.Name], stop);
        if (started != 0)
            return Refuse(
                $"The service does not start: {output}\nSee 'journalctl -u {ServiceUnit.Name}'.",
                ExitCode.Failed
            );
        Say(arguments, "The service runs, and starts with the machine.");
        return ExitCode.Ok;
    }

    private static async Task<int> UninstallAsync(ParseResult arguments, CancellationToken stop)
    {
        ServiceFiles files = FilesOf(arguments);
        bool isWholeSystem = IsWholeSystem(arguments);
        if (isWholeSystem && files.AreThere)
        {
            (int stopped, string output) = await SystemTool.RunAsync(
                "systemctl",
                ["disable", "--now", ServiceUnit.Name],
                stop
            );
            if (stopped != 0)
                return Refuse($"The service does not stop: {output}", ExitCode.Failed);
        }
        IReadOnlyList<string> gone = files.Remove();
        foreach (string removed in gone)
            Say(arguments, $"Removed {removed}");
        if (arguments.GetValue(Purge))
            foreach (string removed in files.RemoveData())
                Say(arguments, $"Removed {removed}");
        if (isWholeSystem)
            await ReloadAsync(stop);
        if (files.OfPackage is { } unit)
            Say(
                arguments,
                $"{unit} is the package's: 'apt remove gantry' takes it away, 'systemctl enable --now gantry' starts it."
            );
        else if (gone.Count == 0)
            Say(arguments, "The service is not installed.");
        return ExitCode.Ok;
    }

    private static async Task<int> StatusAsync(ParseResult arguments, CancellationToken stop)
    {
        ServiceFiles files = FilesOf(arguments);
        string? unit = files.AreThere ? files.Unit : files.OfPackage;
        Say(arguments, unit is null ? "The service is not installed." : $"{unit} is installed.");
        if (!IsWholeSystem(arguments))
            return unit is null ? ExitCode.Failed : ExitCode.Ok;
        (int status, string output) = await SystemTool.RunAsync(
            "systemctl",
            ["show", "--property=ActiveState,SubState,StatusText,NRestarts,ActiveEnterTimestamp", ServiceUnit.Name],
            stop
        );
        Say(arguments, output);
        bool isActive = status == 0 && output.Split('\n').Contains("ActiveState=active");
        return isActive ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>Lets systemd and udev read what has changed, and gives devices that are there the new permissions.</summary>
    private static async Task ReloadAsync(CancellationToken stop)
    {
        await SystemTool.RunAsync("systemctl", ["daemon-reload"], stop);
        await SystemTool.RunAsync("udevadm", ["control", "--reload"], stop);
        await SystemTool.RunAsync("udevadm", ["trigger", "--subsystem-match=tty", "--action=change"], stop);
    }

    /// <summary>How this process was started: by a launcher on the path, or as a program of the runtime's.</summary>
    private static string ThisProgram()
    {
        string program = Environment.ProcessPath ?? "/usr/bin/dotnet";
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? $"{program} {Path.Combine(AppContext.BaseDirectory, "gantry.dll")}"
            : program;
    }

    private static bool IsInHome(string program) =>
        program
            .Split(' ')
            .Any(part =>
                part.StartsWith("/home/", StringComparison.Ordinal)
                || part.StartsWith("/root/", StringComparison.Ordinal)
            );

    private static ServiceFiles FilesOf(ParseResult arguments) =>
        new(arguments.GetValue(Root)!.FullName, arguments.GetValue(Package));

    private static bool IsWholeSystem(ParseResult arguments) => arguments.GetValue(Root)!.FullName == "/";

    private static void Say(ParseResult arguments, string text) =>
        arguments.InvocationConfiguration.Output.WriteLine(text);

    private static int Refuse(string text, int code)
    {
        Console.Error.WriteLine($"gantry {Verb}: {text}");
        return code;
    }
}
