using Gantry.Fleet.Printers;
using Gantry.Storage.History;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>What an action needs to know besides; most need nothing.</summary>
internal sealed record ActionBody
{
    /// <summary>What became of the print, when the plate is cleared.</summary>
    public PrintVerdict? Verdict { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether its copy is to be made once more.</summary>
    public bool? Requeue { get; init; }

    /// <summary>The layer to go on at, counted from 1; null: where the firmware stands.</summary>
    public int? Layer { get; init; }

    public ActionDetails ToDetails() =>
        new()
        {
            Verdict = Verdict,
            Reason = Reason ?? "",
            Requeue = Requeue ?? false,
            Layer = Layer,
        };
}
