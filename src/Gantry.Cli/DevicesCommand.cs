using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;
using Spectre.Console;

namespace Gantry.Cli;

/// <summary><c>gantry devices</c>: which device has which port, and a person's say in it. A running share follows at once.</summary>
internal static class DevicesCommand
{
    private const string Verb = "devices";

    private static readonly Option<string> Book = new("--book")
    {
        Description = "Where it is kept which device has which port.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine(DataFolder.Default, PortBookFile.DefaultName),
        Recursive = true,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON instead of a table." };

    private static readonly Argument<int> Port = new("PORT") { Description = "The device's port." };

    private static readonly Argument<int> NewPort = new("NEW") { Description = "The port that it gets." };

    private static readonly Argument<string> Label = new("LABEL") { Description = "Its name; empty takes it away." };

    private static readonly Argument<string> List = new("FILE") { Description = "The portal's list, devices.conf." };

    private static readonly Argument<PortPin> Pin = new("BY")
    {
        Description =
            "serial: its serial number. socket: whatever is plugged in there. name: the tty's. none: as found.",
        CustomParser = ReadPin,
    };

    public static Command Create()
    {
        var command = new Command(Verb, "Say which serial device is shared at which port.") { Book, Json };
        command.SetAction((arguments, stop) => GuardAsync(() => ShowAsync(arguments)));
        command.Add(
            Change(
                "move",
                "Give a device another port.",
                [Port, NewPort],
                (book, a) => book.Move(a.GetValue(Port), a.GetValue(NewPort))
            )
        );
        command.Add(
            Change(
                "pin",
                "Say by what alone a device is known.",
                [Port, Pin],
                (book, a) => book.Pin(a.GetValue(Port), a.GetValue(Pin))
            )
        );
        command.Add(
            Change(
                "rename",
                "Name a device.",
                [Port, Label],
                (book, a) => book.Rename(a.GetValue(Port), a.GetValue(Label)!)
            )
        );
        command.Add(
            Change(
                "disable",
                "Do not share a device; it keeps its port.",
                [Port],
                (book, a) => book.Disable(a.GetValue(Port), true)
            )
        );
        command.Add(
            Change("enable", "Share a device again.", [Port], (book, a) => book.Disable(a.GetValue(Port), false))
        );
        command.Add(Change("forget", "Give a port free.", [Port], (book, a) => book.Forget(a.GetValue(Port))));
        command.Add(Change("import", "Take over the ports of the serial portal's devices.conf.", [List], Import));
        return command;
    }

    private static Command Change(
        string name,
        string description,
        Argument[] needs,
        Func<PortBook, ParseResult, PortBook> change
    )
    {
        var command = new Command(name, description);
        foreach (Argument need in needs)
            command.Add(need);
        command.SetAction(
            (arguments, stop) =>
                GuardAsync(async () =>
                {
                    await FileOf(arguments).UpdateAsync(book => change(book, arguments), stop);
                    return ExitCode.Ok;
                })
        );
        return command;
    }

    private static PortBook Import(PortBook book, ParseResult arguments)
    {
        string path = arguments.GetValue(List)!;
        DevicesConfContents list = DevicesConf.Read(File.ReadAllText(path));
        foreach (string problem in list.Problems)
            Console.Error.WriteLine($"gantry {Verb}: {path}, {problem}; this line is left out.");
        return book.Import(list.Entries);
    }

    private static async Task<int> ShowAsync(ParseResult arguments)
    {
        PortBook book = await FileOf(arguments).ReadAsync();
        PortEntry[] entries = [.. book.Entries];
        if (arguments.GetValue(Json))
            await arguments.InvocationConfiguration.Output.WriteLineAsync(
                JsonSerializer.Serialize(entries, CliJson.Default.PortEntryArray)
            );
        else
            Write(entries);
        return ExitCode.Ok;
    }

    private static void Write(PortEntry[] entries)
    {
        if (entries.Length == 0)
        {
            Console.WriteLine(
                "No device has a port yet. 'gantry share --all' gives each one that is plugged in its own."
            );
            return;
        }
        var names = new SerialInventory().List().Select(d => d.Socket + d.Name).ToHashSet();
        var table = new Table().Border(TableBorder.None);
        foreach (string heading in (string[])["port", "name", "tty", "serial number", "socket", "pinned by", "shared"])
            table.AddColumn(heading);
        foreach (PortEntry e in entries)
            table.AddRow(
                $"{e.Port}",
                Markup.Escape(e.Title),
                Markup.Escape(names.Contains(e.Socket + e.Name) ? e.Name : ""),
                Markup.Escape(e.Serial),
                Markup.Escape(e.Socket),
                e.Pin == PortPin.None ? "" : e.Pin.ToString().ToLowerInvariant(),
                e.IsDisabled ? "no" : "yes"
            );
        AnsiConsole.Write(table);
    }

    private static PortBookFile FileOf(ParseResult arguments) => new(arguments.GetValue(Book)!, TimeProvider.System);

    private static PortPin ReadPin(ArgumentResult result)
    {
        if (Enum.TryParse(result.Tokens[0].Value, ignoreCase: true, out PortPin pin) && Enum.IsDefined(pin))
            return pin;
        result.AddError($"A device is pinned by serial, socket, name or none, not '{result.Tokens[0].Value}'.");
        return PortPin.None;
    }

    private static Task<int> GuardAsync(Func<Task<int>> run) =>
        Trouble.GuardAsync(
            Verb,
            async () =>
            {
                try
                {
                    return await run();
                }
                catch (PortBookException e)
                {
                    await Console.Error.WriteLineAsync($"gantry {Verb}: {e.Message}");
                    return ExitCode.Failed;
                }
            }
        );
}
