namespace Gantry.Rfc2217;

/// <summary>Parity, with the numbers of SET-PARITY (RFC 2217 §2).</summary>
public enum ComPortParity : byte
{
    /// <summary>No parity bit.</summary>
    None = 1,

    /// <summary>An odd number of ones, parity bit included.</summary>
    Odd = 2,

    /// <summary>An even number of ones, parity bit included.</summary>
    Even = 3,

    /// <summary>The parity bit is always one.</summary>
    Mark = 4,

    /// <summary>The parity bit is always zero.</summary>
    Space = 5,
}
