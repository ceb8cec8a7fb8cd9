using Gantry.Fleet.Printers.Views;

namespace Gantry.Fleet.Printers;

/// <summary>Which printers are looked for. What is null fits everything.</summary>
/// <param name="State">In this state.</param>
/// <param name="Tag">With this tag.</param>
/// <param name="Location">At this place.</param>
/// <param name="Text">With this text in name, model, location, notes or tags.</param>
public sealed record PrinterFilter(
    LiveState? State = null,
    string? Tag = null,
    string? Location = null,
    string? Text = null
)
{
    internal bool Fits(PrinterView printer) =>
        (State is null || printer.Live.State == State)
        && (string.IsNullOrEmpty(Tag) || printer.Tags.Contains(Tag, StringComparer.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(Location) || Same(printer.Location, Location))
        && (string.IsNullOrEmpty(Text) || Holds(printer, Text));

    private static bool Holds(PrinterView printer, string text) =>
        printer
            .Tags.Append(printer.Name)
            .Append(printer.Model)
            .Append(printer.Location)
            .Append(printer.Notes)
            .Any(t => t.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
