namespace Gantry.Printing.Jobs;

/// <summary>Some of the axes of the head.</summary>
[Flags]
public enum AxisSet
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>X.</summary>
    X = 1,

    /// <summary>Y.</summary>
    Y = 2,

    /// <summary>Z.</summary>
    Z = 4,

    /// <summary>X, Y and Z.</summary>
    All = X | Y | Z,
}
