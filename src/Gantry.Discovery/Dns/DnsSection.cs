namespace Gantry.Discovery.Dns;

/// <summary>The parts of a message that hold records, in their order.</summary>
internal enum DnsSection
{
    /// <summary>Answers.</summary>
    Answer,

    /// <summary>What a probe asks for.</summary>
    Authority,

    /// <summary>What will be asked next.</summary>
    Additional,
}
