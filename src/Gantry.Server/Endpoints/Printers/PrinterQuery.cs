using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Server.Problems;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>Which printers are looked for.</summary>
internal sealed class PrinterQuery
{
    /// <summary>In this state.</summary>
    public string? State { get; init; }

    /// <summary>With this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>At this place.</summary>
    public string? Location { get; init; }

    /// <summary>With this text in name, model, location, notes or tags.</summary>
    public string? Text { get; init; }

    public PrinterFilter ToFilter() => new(ReadState(), Tag, Location, Text);

    private LiveState? ReadState() =>
        string.IsNullOrEmpty(State) ? null
        : Enum.TryParse(State, ignoreCase: true, out LiveState state) && char.IsLetter(State[0]) ? state
        : throw ApiException.Invalid("state", $"'{State}' is no state of a printer.");
}
