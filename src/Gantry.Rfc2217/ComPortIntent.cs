namespace Gantry.Rfc2217;

/// <summary>What a request wants of its receiver.</summary>
public enum ComPortIntent : byte
{
    /// <summary>Nothing is to be done: only an answer is wanted.</summary>
    Query,

    /// <summary>Do it: set the value, purge, suspend. Where it has an answer, that tells the value then in use.</summary>
    Set,

    /// <summary>
    /// A value that the RFC gives no meaning to. Nothing is to be done; the answer tells the value in use, so that the
    /// client neither waits in vain nor believes it was obeyed.
    /// </summary>
    Invalid,
}
