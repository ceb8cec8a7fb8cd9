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
    public static PrinterRecord Apply(PrinterRecord before, PrinterDocument document, PrinterEdit edit)
    {
        PrinterDocument after = document with
        {
            BaudRate = edit.BaudRate ?? document.BaudRate,
            Profile = edit.Profile ?? document.Profile,
            Camera = edit.CameraSettings ?? document.Camera,
        };
        PrinterRecord record = before with
        {
            Name = edit.Name?.Trim() ?? before.Name,
            Url = edit.Url?.Trim() ?? before.Url,
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

    private static void Check(PrinterRecord record, PrinterDocument document)
    {
        var errors = new FieldErrors();
        Text(record.Name, "name", 1, 100, errors);
        Text(record.Model, "model", 0, 100, errors);
        Text(record.Location, "location", 0, 100, errors);
        errors.Require(record.Notes.Length <= MostNote, "notes", $"Notes have {MostNote} characters at most.");
        errors.Require(record.Tags.Count <= MostTags, "tags", $"A printer has {MostTags} tags at most.");
        foreach (string tag in record.Tags)
            Text(tag, "tags", 1, 50, errors);
        errors.Require(
            document.BaudRate is >= 0 and <= 4_000_000,
            "baudRate",
            $"{document.BaudRate} is not a baud rate. Expected 0 to find it out, or up to 4000000."
        );
        CheckUrl(record.Url, errors);
        ProfileCheck.Check(document.Profile, errors);
        ProfileCheck.Check(document.Camera, errors);
        errors.ThrowIfAny();
    }

    private static void CheckUrl(string url, FieldErrors errors)
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
