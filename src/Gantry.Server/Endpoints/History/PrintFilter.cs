using Gantry.Server.Problems;
using Gantry.Storage.History;

namespace Gantry.Server.Endpoints.History;

/// <summary>Which prints are looked for.</summary>
internal sealed class PrintFilter
{
    /// <summary>On the printer with this id.</summary>
    public long? PrinterId { get; init; }

    /// <summary>Of the user with this id.</summary>
    public long? UserId { get; init; }

    /// <summary>In one of these states, separated by commas.</summary>
    public string? State { get; init; }

    /// <summary>none, good or bad.</summary>
    public string? Verdict { get; init; }

    /// <summary>Of this material.</summary>
    public string? Material { get; init; }

    /// <summary>Begun at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>With this text in the file's, the user's or the printer's name.</summary>
    public string? Text { get; init; }

    public PrintQuery ToQuery() =>
        new()
        {
            PrinterId = PrinterId,
            UserId = UserId,
            States = string.IsNullOrEmpty(State) ? [] : [.. State.Split(',').Select(ReadState)],
            Verdict = string.IsNullOrEmpty(Verdict) ? null : ReadVerdict(Verdict),
            Material = string.IsNullOrEmpty(Material) ? null : Material,
            From = From,
            To = To,
            Text = string.IsNullOrEmpty(Text) ? null : Text,
        };

    private static PrintState ReadState(string word) =>
        word switch
        {
            "starting" => PrintState.Starting,
            "running" => PrintState.Printing,
            "paused" => PrintState.Paused,
            "interrupted" => PrintState.Interrupted,
            "finished" => PrintState.Finished,
            "cancelled" => PrintState.Cancelled,
            "failed" => PrintState.Failed,
            _ => throw ApiException.Invalid("state", $"'{word}' is no state of a print."),
        };

    private static PrintVerdict ReadVerdict(string word) =>
        word switch
        {
            "none" => PrintVerdict.None,
            "good" => PrintVerdict.Good,
            "bad" => PrintVerdict.Bad,
            _ => throw ApiException.Invalid("verdict", "It is none, good or bad."),
        };
}
