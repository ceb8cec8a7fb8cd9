using Gantry.Fleet.Errors;
using Gantry.Fleet.Json;
using Gantry.Fleet.Printers.Profile;
using Gantry.Serial;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Printers;

/// <summary>Makes a record of what somebody wants a printer to be, and says what is wrong with that.</summary>
internal static class PrinterEdits
{
    private const int MostTags = 32;
    private const int MostNote = 16 * 1024;

    /// <summary>The record as it is to be.</summary>
    /// <exception cref="FleetException">Something is wrong; all of it is said.</exception>
    /// <param name="before">The record as it is.</param>
    /// <param name="document">Its document.</param>
    /// <param name="edit">What is to be another.</param>
    /// <param name="node">This node, where there may be others; else null.</param>
    public static PrinterRecord Apply(PrinterRecord before, PrinterDocument document, PrinterEdit edit, string? node)
    {
        string url = edit.Url?.Trim() ?? before.Url;
        PrinterDocument after = document with
        {
            BaudRate = edit.BaudRate ?? document.BaudRate,
            Profile = edit.Profile ?? document.Profile,
            Camera = edit.CameraSettings ?? document.Camera,
            Node = NodeOf(url, url == before.Url ? edit.Node ?? document.Node : edit.Node, node),
        };
        PrinterRecord record = before with
        {
            Name = edit.Name?.Trim() ?? before.Name,
            Url = url,
            Model = edit.Model?.Trim() ?? before.Model,
            Location = edit.Location?.Trim() ?? before.Location,
            Notes = edit.Notes ?? before.Notes,
            Tags = edit.Tags ?? before.Tags,
            IsEnabled = edit.Enabled ?? before.IsEnabled,
            Position = edit.Position ?? before.Position,
            Document = FleetJson.Write(after),
            DocumentVersion = PrinterDocument.CurrentVersion,
        };
        Check(record, after);
        return record;
    }

    /// <summary>The same path is another device on each node; what is on the network can be reached by all.</summary>
    private static string? NodeOf(string url, string? wanted, string? node) =>
        node is null || url.Contains("://", StringComparison.Ordinal) ? null : wanted ?? node;

    private static void Check(PrinterRecord record, PrinterDocument document)
    {
        var errors = new FieldErrors();
        Text(record.Name, "name", 1, 100, errors);
        Text(record.Model, "model", 0, 100, errors);
        Text(record.Location, "location", 0, 100, errors);
        Text(document.Node ?? "", "node", 0, 100, errors);
        errors.Require(record.Notes.Length <= MostNote, "notes", $"Notes have {MostNote} characters at most.");
        errors.Require(record.Tags.Count <= MostTags, "tags", $"A printer has {MostTags} tags at most.");
        foreach (string tag in record.Tags)
            Text(tag, "tags", 1, 50, errors);
        CheckBaudRate(document.BaudRate, errors);
        CheckUrl(record.Url, errors);
        ProfileCheck.Check(document.Profile, errors);
        ProfileCheck.Check(document.Camera, errors);
        errors.ThrowIfAny();
    }

    /// <summary>Says what is wrong with a baud rate.</summary>
    internal static void CheckBaudRate(int baudRate, FieldErrors errors) =>
        errors.Require(
            baudRate is >= 0 and <= 4_000_000,
            "baudRate",
            $"{baudRate} is not a baud rate. Expected 0 to find it out, or up to 4000000."
        );

    /// <summary>Says what is wrong with the address of a printer.</summary>
    internal static void CheckUrl(string url, FieldErrors errors)
    {
        try
        {
            PortAddress address = PortAddress.Parse(url);
            errors.Require(
                !address.IsWatch,
                "url",
                "A share that is only watched cannot be printed through. Leave '?mode=watch' away."
            );
        }
        catch (SerialPortException e)
        {
            errors.Add("url", e.Message);
        }
    }

    private static void Text(string text, string field, int least, int most, FieldErrors errors) =>
        errors.Require(
            text.Length >= least && text.Length <= most && !text.Any(char.IsControl),
            field,
            $"Expected {least} to {most} characters, none of them a control character."
        );
}
