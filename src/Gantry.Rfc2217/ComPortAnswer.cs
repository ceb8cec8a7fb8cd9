namespace Gantry.Rfc2217;

/// <summary>An access server's answer to a request.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="Value">
/// The value in use, in the unit that <see cref="ComPortRequestKind"/> names; null where the far end named none.
/// </param>
public readonly record struct ComPortAnswer(ComPortRequestKind Kind, ComPortVerdict Verdict, uint? Value)
{
    /// <summary>Break, DTR and RTS: the state in use, if it was named.</summary>
    public bool? On => Value is { } value ? value != 0 : null;
}
