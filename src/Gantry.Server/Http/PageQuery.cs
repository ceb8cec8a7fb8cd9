using Gantry.Storage;

namespace Gantry.Server.Http;

/// <summary>Which part of a list is wanted.</summary>
internal sealed class PageQuery
{
    /// <summary>The most records, 1 to 500; 50 unless something else is asked for.</summary>
    public int? Limit { get; init; }

    /// <summary>Where to go on: <c>next</c> of the page before.</summary>
    public string? After { get; init; }

    public PageRequest ToRequest() =>
        new(Limit ?? PageRequest.DefaultLimit, string.IsNullOrEmpty(After) ? null : After);
}
