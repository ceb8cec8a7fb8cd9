using System.Net;

namespace Gantry.Sharing;

/// <summary>Something that happened at a share.</summary>
/// <param name="Time">When.</param>
/// <param name="Share">The share's name.</param>
/// <param name="Kind">What.</param>
/// <param name="Client">The client it is about, or null.</param>
/// <param name="Text">In words, as one sentence without the share's name.</param>
public sealed record ShareEvent(
    DateTimeOffset Time,
    string Share,
    ShareEventKind Kind,
    IPEndPoint? Client,
    string Text
);
