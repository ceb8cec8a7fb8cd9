namespace Gantry.Discovery.Services;

/// <summary>A service to announce.</summary>
/// <param name="Name">What people see, at most 63 bytes; more is cut. Another machine may have it: then a number is added.</param>
/// <param name="Type">Such as <c>_rfc2217._tcp</c>.</param>
/// <param name="Port">The TCP or UDP port.</param>
public sealed record ServiceDescription(string Name, string Type, int Port)
{
    /// <summary>What it says of itself: keys of printable ASCII without '=', together at most 1300 bytes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Text { get; init; } = [];
}
