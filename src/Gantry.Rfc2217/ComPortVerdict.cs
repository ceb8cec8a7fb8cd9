namespace Gantry.Rfc2217;

/// <summary>What an answer means for the request that it answers.</summary>
public enum ComPortVerdict : byte
{
    /// <summary>The value that was asked for is in use.</summary>
    Accepted,

    /// <summary>
    /// Another value is in use, or the far end answered without making a statement, as some do to a question that they
    /// cannot answer.
    /// </summary>
    Different,

    /// <summary>The value that was asked about.</summary>
    Told,

    /// <summary>
    /// Nobody waits for it: nothing of its kind is outstanding, or it comes late, to a request that was given up or
    /// overtaken by another of its kind.
    /// </summary>
    Unasked,
}
