namespace Gantry.Storage.History;

/// <summary>What statistics are made by.</summary>
public enum PrintGrouping
{
    /// <summary>All together.</summary>
    Total,

    /// <summary>By the printer's name.</summary>
    Printer,

    /// <summary>By the user's name.</summary>
    User,

    /// <summary>By material.</summary>
    Material,

    /// <summary>By the month of the start, as <c>2026-12</c>.</summary>
    Month,
}
