namespace Gantry.Serial;

/// <summary>The parity bit of a character. The values are those of RFC 2217, SET-PARITY.</summary>
public enum Parity
{
    /// <summary>No parity bit.</summary>
    None = 1,

    /// <summary>The number of ones, parity included, is odd.</summary>
    Odd = 2,

    /// <summary>The number of ones, parity included, is even.</summary>
    Even = 3,

    /// <summary>The parity bit is always one.</summary>
    Mark = 4,

    /// <summary>The parity bit is always zero.</summary>
    Space = 5,
}
