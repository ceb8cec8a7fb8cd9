namespace Gantry.Discovery.Dns;

/// <summary>What makes two records the same one: all but the time to live.</summary>
/// <param name="Name">Whose record it is.</param>
/// <param name="Data">What it says, and thereby its type.</param>
internal readonly record struct RecordKey(DnsName Name, DnsData Data);
