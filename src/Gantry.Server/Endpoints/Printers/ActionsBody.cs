using Gantry.Storage.History;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>One action for many printers.</summary>
internal sealed record ActionsBody
{
    /// <summary>The printers.</summary>
    public required IReadOnlyList<long> Ids { get; init; }

    /// <summary>The action, as <c>pause</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What became of the prints, when plates are cleared.</summary>
    public PrintVerdict? Verdict { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the copies are to be made once more.</summary>
    public bool? Requeue { get; init; }
}
