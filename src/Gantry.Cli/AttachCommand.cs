using System.CommandLine;
using System.CommandLine.Parsing;
using Gantry.Cli.Discovery;
using Gantry.Serial;
using Gantry.Serial.Attach;

namespace Gantry.Cli;

/// <summary><c>gantry attach</c>: a port that is somewhere else as a tty of this machine, until a signal ends it.</summary>
internal static class AttachCommand
{
    private const string Verb = "attach";

    private static readonly Argument<string> Url = new("PORT")
    {
        Description =
            "The port: rfc2217://HOST:PORT, tcp://HOST:PORT, a device, or the name or serial number of one that is shared on "
            + "the network.",
    };

    private static readonly Argument<string> Link = new("LINK")
    {
        Description = "The tty's name here, as /tmp/printer: a link, taken away at the end.",
    };

    private static readonly Option<SerialSettings?> Settings = new("--settings")
    {
        Description =
            "Speed and format until a program sets others, as 115200-7E1; 115200-8N1 if not said. Data bits and parity stay: a pseudo-terminal "
            + "does not keep what programs set.",
        HelpName = "BAUD[-FORMAT]",
        CustomParser = ReadSettings,
    };

    public static Command Create()
    {
        var command = new Command(Verb, "A network port as a tty of this machine.") { Url, Link, Settings };
        command.SetAction((arguments, stop) => Trouble.GuardAsync(Verb, () => RunAsync(arguments, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        string link = arguments.GetValue(Link)!;
        PortAddress address = await SharedName.FindAsync(arguments.GetValue(Url)!, cancellationToken);
        using var ports = new SerialPorts(TimeProvider.System);
        using var attached = new AttachedPort(
            address,
            link,
            arguments.GetValue(Settings) ?? new SerialSettings(),
            ports,
            TimeProvider.System,
            text => Console.Error.WriteLine($"gantry {Verb}: {text}")
        );
        await output.WriteLineAsync(link);
        await output.FlushAsync(cancellationToken);
        try
        {
            await attached.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A signal ends it.
        }
        return ExitCode.Ok;
    }

    private static SerialSettings? ReadSettings(ArgumentResult result)
    {
        if (SettingsText.TryParse(result.Tokens[0].Value, out SerialSettings? settings))
            return settings;
        result.AddError(
            $"--settings takes a rate and a format, as 115200 or 9600-7E1, not '{result.Tokens[0].Value}'."
        );
        return null;
    }
}
