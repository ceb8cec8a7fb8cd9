using System.CommandLine;
using System.Text.Json;
using Gantry.Serial.Inventory;
using Spectre.Console;

namespace Gantry.Cli;

/// <summary><c>gantry ports</c>: the serial devices of this machine.</summary>
internal static class PortsCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON instead of a table." };

    public static Command Create()
    {
        var command = new Command("ports", "List the serial devices of this machine.") { Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        IReadOnlyList<SerialDevice> devices = new SerialInventory().List();
        TextWriter output = arguments.InvocationConfiguration.Output;
        if (arguments.GetValue(Json))
            output.WriteLine(JsonSerializer.Serialize(devices, CliJson.Default.IReadOnlyListSerialDevice));
        else if (!OperatingSystem.IsLinux())
            output.WriteLine(
                "Local serial ports are supported on Linux only. Network ports (rfc2217://, tcp://) work here."
            );
        else if (devices.Count == 0)
            output.WriteLine("No serial devices. Plug one in, and look at 'dmesg' if it does not show up here.");
        else
            Write(devices);
        return ExitCode.Ok;
    }

    private static void Write(IReadOnlyList<SerialDevice> devices)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (
            string heading in (string[])["port", "product", "manufacturer", "serial number", "USB", "position", "by id"]
        )
            table.AddColumn(heading);
        foreach (SerialDevice d in devices)
            table.AddRow(
                Markup.Escape(d.Path),
                Markup.Escape(d.Product),
                Markup.Escape(d.Manufacturer),
                Markup.Escape(d.SerialNumber),
                d.VendorId.Length > 0 ? $"{d.VendorId}:{d.ProductId}" : "",
                Markup.Escape(d.Position),
                Markup.Escape(Path.GetFileName(d.ByIdPath ?? ""))
            );
        AnsiConsole.Write(table);
    }
}
