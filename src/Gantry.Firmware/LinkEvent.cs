namespace Gantry.Firmware;

/// <summary>Something that happened on a link.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">A line number or a count, as the kind says; else -1.</param>
public readonly record struct LinkEvent(LinkEventKind Kind, long Number = -1);
