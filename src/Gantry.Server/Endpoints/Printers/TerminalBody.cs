namespace Gantry.Server.Endpoints.Printers;

/// <summary>Some lines of a terminal.</summary>
/// <param name="Items">The lines, the oldest first.</param>
/// <param name="Next">What to go on after.</param>
/// <param name="Lost">Lines before these that were not kept.</param>
internal sealed record TerminalBody(IReadOnlyList<TerminalLineBody> Items, long Next, long Lost)
{
    /// <summary>What there is when nobody talks to the printer.</summary>
    public static TerminalBody Nothing { get; } = new([], 0, 0);
}
